// The files behind /docs and /openapi: the reader's page, its hashed script and style, the list of problems, and the document itself.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

const source = "edge/Features/AppShell/Docs";
const reader = "openapi-explorer";

function readerScript(root) {
  const main = createRequire(join(root, "package.json")).resolve(`${reader}/package.json`);
  return readFileSync(join(dirname(main), "dist/browser/openapi-explorer.min.js"));
}

function hashedPath(name, bytes) {
  const extension = extname(name);
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 8);
  return `/docs/assets/${name.slice(0, -extension.length)}-${hash}${extension}`;
}

/** @returns {[string, Buffer][]} path and bytes */
export function docsFiles(root) {
  const read = (name) => readFileSync(join(root, source, name));
  const parts = { "docs.css": read("docs.css"), "openapi-explorer.js": readerScript(root) };
  const hashed = Object.entries(parts).map(([name, bytes]) => ({ name, bytes, path: hashedPath(name, bytes) }));
  const page = (name) =>
    Buffer.from(hashed.reduce((text, part) => text.replaceAll(`{{${part.name}}}`, part.path), read(name).toString("utf8")));
  return [
    ["/docs", page("index.html")],
    ["/docs/problems", page("problems.html")],
    ["/openapi/v1.json", readFileSync(join(root, "shared/openapi.json"))],
    ...hashed.map(({ path, bytes }) => [path, bytes]),
  ];
}
