// Packs the built web app, the API reference and the OpenAPI document into one file that the service embeds: artifacts/web.pack.
//
//   node scripts/pack-web.mjs [--web FOLDER] [--web-only] [--releases FOLDER] [--release VERSION] [--out FILE]
//
// The hashed files of the releases before this VERSION come with it, for pages that are still open, and so do the differences from
// them (scripts/releases.mjs, scripts/deltas.mjs). Of an earlier file only the brotli form is carried: it is seldom asked for, and
// the service can unpack it for who does not take brotli. Every browser takes gzip at least: of what is large, the plain form is not
// carried either, but unpacked and kept when the first program asks for it.
//
// Everything that can be known before the first request is worked out here: media types, compressed forms, entity tags, what may be
// cached for ever. The layout (little-endian; edge/Features/AppShell/WebPack.cs reads it) is
//
//   header   "edgepack" | u32 version | u32 count | 32 bytes stamp (SHA-256 of all inputs)
//   record   u32 path, u32 path length, u32 media type, u32 media type length,
//            u32 flags (1 = immutable, 2 = the plain form is to be unpacked from brotli, x 256 = how many releases ago),
//            3 x { u32 offset, u32 length, 16 ASCII bytes entity tag } for identity, gzip, brotli; length 0 = not worth having
//            u32 Use-As-Dictionary, u32 its length, u32 differences, u32 how many
//   difference  32 bytes SHA-256 of the dictionary, u32 offset, u32 length, 16 ASCII bytes entity tag
//   bytes    everything that the offsets (from the start of the file) point to; records are sorted by path
//
// The same inputs give the same bytes, and nothing is written when the stamp of the existing pack says that nothing changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { deltasOf, dictionaryFor } from "./deltas.mjs";
import { docsFiles } from "./docs-page.mjs";
import { HASHED, previousReleases } from "./releases.mjs";

const VERSION = 2;
const HEADER_BYTES = 48;
const RECORD_BYTES = 20 + 3 * 24 + 16;
const DELTA_BYTES = 32 + 24;
const STAMP_AT = 16;
const IMMUTABLE = 1;
const UNPACKED = 2;
const RELEASE = 256;
const TAG_CHARS = 16;
const PLAIN_BYTES = 8192;

const MEDIA_TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".wasm": "application/wasm",
  ".gz": "application/gzip",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
};
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".json", ".webmanifest", ".svg", ".txt", ".xml", ".wasm", ".ico"]);

// Characters that need no escaping, so that a request's path and the pack's are compared as they are.
const PLAIN_PATH = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: options } = parseArgs({
  options: {
    web: { type: "string", default: join(root, "artifacts/web") },
    "web-only": { type: "boolean", default: false },
    releases: { type: "string", default: join(root, "artifacts/releases") },
    release: { type: "string", default: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version },
    out: { type: "string", default: join(root, "artifacts/web.pack") },
  },
});

function fail(message) {
  console.error(`pack-web: ${message}`);
  process.exit(1);
}

/** Every file of the built web app as [path, bytes]; source maps stay at home. */
function webFiles(folder) {
  if (!existsSync(join(folder, "index.html"))) fail(`${folder}/index.html is missing; build the web app first (npm run build)`);
  return readdirSync(resolve(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`/${file.slice(resolve(folder).length + 1)}`, readFileSync(file)]);
}

function stampOf(files, releases) {
  const hash = createHash("sha256").update(`${VERSION} ${process.versions.zlib} ${process.versions.brotli}\0`);
  for (const script of ["pack-web.mjs", "releases.mjs", "deltas.mjs", "docs-page.mjs", "reference-page.mjs"]) hash.update(readFileSync(join(root, "scripts", script)));
  for (const [path, bytes] of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  for (const release of releases) {
    hash.update(`\0${release.version}\0`);
    for (const [path, bytes] of release.files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest();
}

// A compressed form has to earn its place in the binary: 5 % and 64 bytes at least.
const earnsItsPlace = (packed, bytes) => packed.length + 64 < bytes.length * 0.95;

function formsOf(path, bytes) {
  if (!COMPRESSIBLE.has(extname(path))) return [bytes, null, null];
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return [bytes, earnsItsPlace(gzip, bytes) ? gzip : null, earnsItsPlace(brotli, bytes) ? brotli : null];
}

// Gzip's header names the operating system that made it; 255 is "unknown" (RFC 1952), the same on every machine.
function normalised(form, index) {
  if (index === 1 && form) form[9] = 255;
  return form;
}

function assetOf([path, bytes]) {
  const type = MEDIA_TYPES[extname(path)] ?? (extname(path) === "" ? MEDIA_TYPES[".html"] : undefined);
  if (!type) fail(`${path}: no media type is known for ${extname(path)}; add it to MEDIA_TYPES`);
  if (!PLAIN_PATH.test(path)) fail(`${path}: file names may hold letters, digits, ".", "_" and "-" only`);
  const forms = formsOf(extname(path) === "" ? `${path}.html` : path, bytes).map(normalised);
  const unpacked = forms[2] && bytes.length > PLAIN_BYTES ? UNPACKED : 0;
  if (!HASHED.test(path)) return { path, type, flags: unpacked, forms, deltas: [] };
  const isDictionary = forms[2] !== null;
  const deltas = isDictionary ? deltasOf(path, bytes, releases, forms[2].length) : [];
  return { path, type, flags: IMMUTABLE + unpacked, forms, dictionary: isDictionary ? dictionaryFor(path) : "", deltas };
}

/** What earlier releases had and this one has no more, each from the latest that had it. */
function earlierAssets(current) {
  const known = new Set(current.map(([path]) => path));
  return releases.flatMap(({ files }, at) =>
    files
      .filter(([path]) => !known.has(path) && known.add(path))
      .map(([path, bytes]) => {
        const { type, forms } = assetOf([path, bytes]);
        const [, , brotli] = forms;
        const flags = IMMUTABLE + (brotli ? UNPACKED : 0) + RELEASE * (at + 1);
        return { path, type, flags, forms: [bytes, null, brotli], deltas: [] };
      }),
  );
}

const tagOf = (form) => (form ? createHash("sha256").update(form).digest("base64url").slice(0, TAG_CHARS) : "").padEnd(TAG_CHARS, " ");

function deltaTable(deltas, place) {
  const table = Buffer.alloc(deltas.length * DELTA_BYTES);
  for (const [i, { hash, bytes }] of deltas.entries()) {
    hash.copy(table, i * DELTA_BYTES);
    table.writeUInt32LE(place(bytes), i * DELTA_BYTES + 32);
    table.writeUInt32LE(bytes.length, i * DELTA_BYTES + 36);
    table.write(tagOf(bytes), i * DELTA_BYTES + 40, "latin1");
  }
  return table;
}

/** Lays everything out behind the records; equal bytes (media types, mostly) are stored once. */
function layOut(assets, stamp) {
  const head = Buffer.alloc(HEADER_BYTES + assets.length * RECORD_BYTES);
  const chunks = [head];
  const placed = new Map();
  let end = head.length;
  const place = (bytes) => {
    const key = createHash("sha256").update(bytes).digest("hex");
    if (!placed.has(key)) {
      placed.set(key, end);
      chunks.push(bytes);
      end += bytes.length;
    }
    return placed.get(key);
  };

  head.write("edgepack", 0, "latin1");
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(assets.length, 12);
  stamp.copy(head, STAMP_AT);
  let at = HEADER_BYTES;
  const u32 = (value) => {
    at = head.writeUInt32LE(value, at);
  };
  for (const asset of assets) {
    for (const text of [asset.path, asset.type]) {
      const bytes = Buffer.from(text, "latin1");
      u32(place(bytes));
      u32(bytes.length);
    }
    u32(asset.flags);
    for (const [i, form] of asset.forms.entries()) {
      const isUnpacked = i === 0 && asset.flags & UNPACKED;
      u32(form && !isUnpacked ? place(form) : 0);
      u32(form ? form.length : 0);
      at += head.write(tagOf(form), at, "latin1");
    }
    const dictionary = Buffer.from(asset.dictionary ?? "", "latin1");
    u32(dictionary.length ? place(dictionary) : 0);
    u32(dictionary.length);
    u32(asset.deltas.length ? place(deltaTable(asset.deltas, place)) : 0);
    u32(asset.deltas.length);
  }
  return Buffer.concat(chunks);
}

const byPath = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0);
const web = webFiles(options.web);
const docs = options["web-only"] ? [] : docsFiles(root, web.map(([path]) => path));
const files = [...web, ...docs].sort(byPath);
const twice = files.find(([path], i) => files[i + 1]?.[0] === path);
if (twice) fail(`${twice[0]} exists twice: the web app may not use names under /docs and /openapi`);

const releases = previousReleases(options.releases, options.release);
const stamp = stampOf(files, releases);
if (existsSync(options.out) && readFileSync(options.out).subarray(STAMP_AT, HEADER_BYTES).equals(stamp)) {
  console.log(`pack-web: ${options.out} is up to date`);
} else {
  const assets = [...files.map(assetOf), ...earlierAssets(files)].sort((a, b) => byPath([a.path], [b.path]));
  const pack = layOut(assets, stamp);
  mkdirSync(dirname(options.out), { recursive: true });
  // A build that is cut off leaves the old pack or the new one, never half of one.
  writeFileSync(`${options.out}.new`, pack);
  renameSync(`${options.out}.new`, options.out);
  const brotli = assets.reduce((sum, { forms }) => sum + (forms[2] ?? forms[0]).length, 0);
  console.log(`pack-web: ${assets.length} assets, ${pack.length} bytes packed, ${brotli} as brotli; earlier releases: ${releases.map(({ version }) => version).join(", ") || "none"}`);
}
