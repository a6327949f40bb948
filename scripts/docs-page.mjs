// The files behind /docs and /openapi: the reference, its hashed style, the list of problems, and the document itself.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { referencePage } from "./reference-page.mjs";

const source = "edge/Features/AppShell/Docs";
const tokens = "pwa/src/ui/tokens.css";
const packagedFont = /url\("@[^"]*\/([\w-]+)\.woff2"\)/g;

function hashedPath(name, bytes) {
  const extension = extname(name);
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 8);
  return `/docs/assets/${name.slice(0, -extension.length)}-${hash}${extension}`;
}

/** The colours and letters of the web app, from the files of fonts that it has built. */
function look(root, built) {
  const css = readFileSync(join(root, tokens), "utf8");
  return css.replace(packagedFont, (_, font) => {
    const path = built.find((name) => name.startsWith(`/assets/${font}-`));
    if (!path) throw new Error(`${tokens} names the font ${font}, of which the built web app has no file`);
    return `url("${path}")`;
  });
}

/**
 * @param {string[]} built the paths of the web app's files
 * @returns {[string, Buffer][]} path and bytes
 */
export function docsFiles(root, built) {
  const read = (name) => readFileSync(join(root, source, name), "utf8");
  const document = readFileSync(join(root, "shared/openapi.json"));
  const css = Buffer.from(look(root, built) + read("docs.css"));
  const cssPath = hashedPath("docs.css", css);
  const page = (text) => Buffer.from(text.replaceAll("{{docs.css}}", cssPath));
  return [
    ["/docs", page(read("index.html").replace("{{reference}}", () => referencePage(JSON.parse(document))))],
    ["/docs/problems", page(read("problems.html"))],
    ["/openapi/v1.json", document],
    [cssPath, css],
  ];
}
