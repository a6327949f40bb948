// The API reference at /docs: one page of plain HTML, made from the OpenAPI document when the web app is packed. It runs no script.
import sampler from "openapi-sampler";

const methods = ["get", "post", "put", "patch", "delete"];
const problem = "application/problem+json";

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);
const slug = (text) =>
  text
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replaceAll(" ", "-")
    .toLowerCase();
const nameOf = (reference) => reference.slice(reference.lastIndexOf("/") + 1);
const titled = (name) => escaped(name[0].toUpperCase() + name.slice(1).replaceAll("-", " ")).replace("Api ", "API ");

/** The two marks of Markdown that our descriptions have: code, and links within the service. */
const prose = (text) =>
  escaped(text)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\[([^\]]+)\]\((\/[^)\s]*)\)/g, '<a href="$2">$1</a>');

const paragraph = (text) => (text ? `<p>${prose(text)}</p>\n` : "");

// A keyboard must be able to scroll what is longer than its place (WCAG 2.1.1).
const code = (value) => `<pre tabindex="0"><code>${escaped(JSON.stringify(value, null, 2))}</code></pre>\n`;

/**
 * @param {object} document an OpenAPI document of version 3.0
 * @returns {string} the table of contents and the reference, as HTML
 */
export function referencePage(document) {
  const groups = document.tags.map(({ name }) => ({ name, operations: operationsOf(document, name) }));
  return `<nav class="contents" aria-label="Contents">
${contents(document, groups)}
</nav>
<main>
<h1 id="top">${escaped(document.info.title)} API</h1>
${paragraph(document.info.description)}${access(document)}
${groups.map((group) => operationGroup(document, group)).join("\n")}
<section>
<h2 id="types">Types</h2>
${Object.entries(document.components.schemas).map(typeSection).join("\n")}
</section>
</main>`;
}

function operationsOf({ paths }, tag) {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })),
  );
  return all.filter(({ tags }) => tags.includes(tag));
}

function contents(document, groups) {
  const link = (id, text) => `<li><a href="#${id}">${escaped(text)}</a></li>`;
  const folded = (id, title, links) =>
    `<li><a href="#${id}">${title}</a><details><summary>${title}: contents</summary><ul>${links.join("")}</ul></details></li>`;
  const operations = ({ name, operations }) =>
    folded(slug(name), titled(name), operations.map(({ operationId, summary }) => link(slug(operationId), summary)));
  const types = Object.keys(document.components.schemas).map((name) => link(`type-${name}`, name));
  return `<ul>\n${link("access", "Access")}\n${groups.map(operations).join("\n")}\n${folded("types", "Types", types)}\n</ul>`;
}

function access({ components }) {
  const ways = Object.values(components.securitySchemes).map(({ type, name, description }) => {
    const header = type === "http" ? "Authorization: Bearer …" : `Cookie: ${name}=…`;
    return `<dt><code>${escaped(header)}</code></dt><dd>${prose(description)}</dd>`;
  });
  return `<section>
<h2 id="access">Access</h2>
<dl>${ways.join("")}</dl>
</section>`;
}

const operationGroup = (document, { name, operations }) => `<section>
<h2 id="${slug(name)}">${titled(name)}</h2>
${operations.map((operation) => operationSection(document, operation)).join("\n")}
</section>`;

function operationSection(document, operation) {
  const { operationId, method, path, summary, description, requestBody, parameters = [], responses, security } = operation;
  const bodies = Object.entries(requestBody?.content ?? {}).map((entry) => body(document, entry));
  return `<section class="card">
<h3 id="${slug(operationId)}">${escaped(summary)}</h3>
<p class="call"><span class="verb ${method}">${method.toUpperCase()}</span> <code>${escaped(path).replaceAll("/", "<wbr>/")}</code></p>
${paragraph(description)}${security?.length ? "" : paragraph("Open to everybody.")}${list("Parameters", parameters.map(parameter))}${
    bodies.length ? `<h4>Request</h4>\n${bodies.join("")}` : ""
  }${list("Answers", Object.entries(responses).map(answer))}${example(document, responses)}</section>`;
}

const list = (title, rows) => (rows.length ? `<h4>${title}</h4>\n<dl>${rows.join("\n")}</dl>\n` : "");

const parameter = ({ name, in: place, schema, required, description }) =>
  member(name, { ...schema, description }, required, `${place}, `);

function member(name, schema, required, place = "") {
  const kind = [place + typeOf(schema), ...boundsOf(schema)].join(", ");
  const must = required ? ' <strong class="required">required</strong>' : "";
  const words = schema.description ? `<br>${prose(schema.description)}` : "";
  return `<dt><code>${escaped(name)}</code>${must}</dt><dd><span class="quiet">${kind}</span>${words}</dd>`;
}

function boundsOf({ minimum, maximum, minLength, maxLength, maxItems, default: preset }) {
  const between = (low, high, unit) => {
    if (low === undefined) return high === undefined ? [] : [`at most ${high}${unit}`];
    return [high === undefined ? `at least ${low}${unit}` : `${low} to ${high}${unit}`];
  };
  return [
    ...between(minimum, maximum, ""),
    ...between(minLength, maxLength, " characters"),
    ...between(undefined, maxItems, " items"),
    ...(preset === undefined ? [] : [`default ${escaped(preset)}`]),
  ];
}

const formats = { "date-time": "time", uuid: "UUID", int32: "integer", int64: "integer", double: "number" };

function typeOf(schema) {
  const orNull = schema.nullable ? " or null" : "";
  const reference = schema.$ref ?? schema.allOf?.[0].$ref;
  if (reference) return `<a href="#type-${nameOf(reference)}">${nameOf(reference)}</a>${orNull}`;
  if (schema.enum) return `${schema.enum.map((word) => `<code>${escaped(word)}</code>`).join(" or ")}${orNull}`;
  if (schema.type === "array") return `list of ${typeOf(schema.items)}${orNull}`;
  if (schema.additionalProperties?.type) return `object of ${typeOf(schema.additionalProperties)}${orNull}`;
  return escaped(formats[schema.format] ?? schema.type ?? "any value") + orNull;
}

function body(document, [media, { schema }]) {
  const sample = media === "application/json" ? code(sampler.sample(schema, { skipReadOnly: true }, document)) : "";
  return `<p>${typeOf(schema)}, as <code>${escaped(media)}</code></p>\n${sample}`;
}

/** A problem is of the same type everywhere; only other contents are named. */
function answer([status, { description, content = {} }]) {
  const kinds = Object.entries(content).filter(([media]) => media !== problem);
  const types = kinds.map(([media, { schema }]) => ` <span class="quiet">${typeOf(schema)}, as ${escaped(media)}</span>`);
  return `<dt><code>${status === "default" ? "other" : status}</code>${types.join("")}</dt><dd>${prose(description)}</dd>`;
}

function example(document, responses) {
  const [status, found] = Object.entries(responses).find(([, { content }]) => content?.["application/json"]) ?? [];
  if (!found) return "";
  const sample = sampler.sample(found.content["application/json"].schema, {}, document);
  return `<details><summary>Example of an answer ${status}</summary>${code(sample)}</details>\n`;
}

function typeSection([name, schema]) {
  const members = Object.entries(schema.properties ?? {});
  const rows = members.map(([key, inner]) => member(key, inner, schema.required?.includes(key)));
  return `<section class="card">
<h3 id="type-${name}">${name}</h3>
${paragraph(schema.description)}${schema.enum ? `<p>${typeOf(schema)}</p>\n` : ""}${rows.length ? `<dl>${rows.join("\n")}</dl>\n` : ""}</section>`;
}
