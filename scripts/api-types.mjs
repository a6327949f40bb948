// TypeScript types of the schemas in shared/openapi.json. Written here because openapi-typescript drives the JavaScript API of
// TypeScript 5, which TypeScript 7 no longer has (docs/adr/0005).

const indent = (depth) => "  ".repeat(depth);
const plainName = /^[A-Za-z_$][\w$]*$/;

function comment(text, depth) {
  return text ? `${indent(depth)}/** ${text.replaceAll("*/", "* /")} */\n` : "";
}

function members(schema, depth) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => {
      const key = plainName.test(name) ? name : JSON.stringify(name);
      const optional = required.has(name) ? "" : "?";
      return `${comment(property.description, depth)}${indent(depth)}${key}${optional}: ${typeOf(property, depth)};\n`;
    })
    .join("");
}

function objectType(schema, depth) {
  const rest = schema.additionalProperties;
  if (schema.properties) return `{\n${members(schema, depth + 1)}${indent(depth)}}`;
  return `Record<string, ${rest && rest !== true ? typeOf(rest, depth) : "unknown"}>`;
}

function bareType(schema, depth) {
  if (schema.$ref) return `components["schemas"]["${schema.$ref.split("/").at(-1)}"]`;
  if (schema.allOf?.length === 1) return bareType(schema.allOf[0], depth);
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array": {
      const item = typeOf(schema.items, depth);
      return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
    }
    case "object":
      return objectType(schema, depth);
    default:
      throw new Error(`no TypeScript type is known for the schema ${JSON.stringify(schema)}`);
  }
}

const typeOf = (schema, depth) => `${bareType(schema, depth)}${schema.nullable ? " | null" : ""}`;

/** @returns the text of shared/api.ts */
export function apiTypes(document) {
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${comment(schema.description, 2)}${indent(2)}${name}: ${typeOf(schema, 2)};\n`,
  );
  return `// Generated from shared/openapi.json by \`npm run contracts\`. Do not edit.
export interface components {
  schemas: {
${schemas.join("")}  };
}
`;
}
