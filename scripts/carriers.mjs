// Checks shared/carriers.json and generates the tables that the service and the web app read from it.
//   node scripts/carriers.mjs           write both tables
//   node scripts/carriers.mjs --check   exit 1 when a committed table differs from what would be written
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SOURCE = "shared/carriers.json";
const SCHEMA = JSON.parse(readFileSync(at("shared/carriers.schema.json"), "utf8"));
const STATUSES = SCHEMA.$defs.rule.properties.status.enum;
const FLAGS = SCHEMA.$defs.rule.properties.flags.items.enum;
const CLASS = { d: "0123456789", a: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", x: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" };
// The detector keeps one bit per format, and a rule's name in a buffer of this many characters.
const MAX_FORMATS = 64;
const MAX_RULE = 64;

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

/** Reads a shape into [{ chars, min, max, serial, check }], or reports what is wrong with it. */
function parseShape(where, shape, lookups) {
  const tokens = [];
  let serial = false;
  let check = false;
  const push = (chars, min, max) => {
    tokens.push({ chars, min, max, serial, check });
    check = false;
  };
  const pattern = /\s*(?:([{}!])|\[([0-9A-Z]+)\]|@([a-z0-9_]+)|([dax])(\d+)?(?:-(\d+))?|([0-9A-Z]))/y;
  while (pattern.lastIndex < shape.length) {
    const from = pattern.lastIndex;
    const m = pattern.exec(shape);
    if (!m) return fault(where, `cannot read "${shape}" at ${from}`);
    const [, mark, set, lookup, kind, min = "1", max = min, literal] = m;
    if (mark === "{") serial = true;
    else if (mark === "}") serial = false;
    else if (mark === "!") check = true;
    else if (set) push(set, 1, 1);
    else if (lookup) {
      if (!lookups[lookup]) return fault(where, `no lookup "${lookup}"`);
      const width = lookups[lookup].values.indexOf(" ");
      push(CLASS.x, width, width);
    } else if (kind) push(CLASS[kind], Number(min), Number(max));
    else push(literal, 1, 1);
  }
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token.min < 1 || token.max < token.min) fault(where, `bad range in "${shape}"`);
    // A range never gives characters back: what follows it must not be able to start with one of its own.
    if (token.max > token.min && next && [...next.chars].some((c) => token.chars.includes(c)))
      fault(where, `a range must be followed by another class in "${shape}"`);
  });
  return tokens;
}

const width = (tokens) => tokens.reduce((sum, token) => sum + token.max, 0);

function verifyCheck(where, check, tokens) {
  const serial = tokens.filter((t) => t.serial);
  const digits = tokens.filter((t) => t.check);
  if (!check) {
    if (serial.length || digits.length) fault(where, "a shape marks a check digit, but there is no check");
    return;
  }
  if (!serial.length || digits.length !== 1 || digits[0].max !== 1)
    return fault(where, "a check needs { } and one !");
  if (serial.some((t) => t.min !== t.max)) fault(where, "a serial number has one length");
  const numeric = serial.every((t) => [...t.chars].every((c) => CLASS.d.includes(c)));
  if (!numeric && !["mod10", "mod_37_36"].includes(check.algorithm))
    fault(where, "this check takes digits only");
  if (check.algorithm === "weighted_sum" && check.weights?.length !== width(serial))
    fault(where, "one weight for each digit");
  if (check.algorithm === "s10" && width(serial) !== 8) fault(where, "an S10 serial number has 8 digits");
  if (check.algorithm === "mod10" && !(check.even && check.odd)) fault(where, "mod10 needs even and odd");
  if (check.algorithm === "mod7" && width(serial) > 15) fault(where, "mod7 takes at most 15 digits");
  if (!SCHEMA.$defs.format.properties.check.properties.algorithm.enum.includes(check.algorithm))
    fault(where, `no algorithm "${check.algorithm}"`);
}

function verifyCodes(carrier) {
  const seen = new Set();
  for (const [code, rule] of Object.entries(carrier.codes ?? {})) {
    const where = `${carrier.id}.${code}`.toLowerCase();
    if (seen.has(where)) fault(where, "twice");
    seen.add(where);
    if (!/^[a-z0-9_.-]+$/.test(where) || where.length > MAX_RULE) fault(where, "bad code");
    if (!STATUSES.includes(rule.status)) fault(where, `no status "${rule.status}"`);
    for (const flag of rule.flags ?? []) if (!FLAGS.includes(flag)) fault(where, `no flag "${flag}"`);
    for (const key of Object.keys(rule))
      if (!(key in SCHEMA.$defs.rule.properties)) fault(where, `no member "${key}"`);
  }
}

function verify({ lookups, carriers }) {
  for (const [name, { values }] of Object.entries(lookups)) {
    const words = values.split(" ");
    if (words.some((word, i) => word.length !== words[0].length || (i > 0 && words[i - 1] >= word)))
      fault(name, "words are of one length, sorted, and unique");
  }
  const ids = new Set();
  const unique = (id) => (ids.has(id) ? fault(id, "twice") : ids.add(id));
  for (const carrier of carriers) {
    unique(carrier.id);
    if (!/^[a-z][a-z0-9_]*$/.test(carrier.id)) fault(carrier.id, "an id is a lower-case slug");
    if (carrier.tracking_url !== null && !/^https:\/\/[^{]+\{number\}[^{]*$/.test(carrier.tracking_url))
      fault(carrier.id, "a tracking link is https and holds {number} once");
    if (!carrier.sources?.length) fault(carrier.id, "name your sources");
    for (const format of carrier.formats) {
      unique(format.id);
      if (!format.id.startsWith(`${carrier.id}.`)) fault(format.id, `begins with "${carrier.id}."`);
      for (const shape of [format.shape].flat()) {
        const tokens = parseShape(format.id, shape, lookups);
        if (!tokens) continue;
        if (width(tokens) > 64) fault(format.id, "longer than a number may be");
        verifyCheck(format.id, format.check, tokens);
      }
    }
    verifyCodes(carrier);
  }
  const count = carriers.flatMap((carrier) => carrier.formats).length;
  if (count > MAX_FORMATS) fault("formats", `${count} of at most ${MAX_FORMATS}`);
}

/** The shapes of a format as one string, lookups by their number. */
const pack = (format, lookups) =>
  [format.shape]
    .flat()
    .join("|")
    .replace(/@([a-z0-9_]+)/g, (_, name) => `@${Object.keys(lookups).indexOf(name)}`);

const pascal = (word) =>
  word
    .split("_")
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join("");
const text = (value) => (value === undefined || value === null ? "null" : JSON.stringify(value));

function csharpCheck(check) {
  if (!check) return "";
  const args = [`CheckAlgorithm.${pascal(check.algorithm)}`];
  const weights = check.algorithm === "mod10" ? `${check.even}${check.odd}` : check.weights;
  if (weights) args.push(`Weights: ${text(weights)}`);
  if (check.modulo) args.push(`Modulo1: ${check.modulo[0]}`, `Modulo2: ${check.modulo[1]}`);
  if (check.reverse) args.push("Reverse: true");
  if (check.prepend) args.push(`Prepend: ${text(check.prepend)}`);
  return `, new CheckRule(${args.join(", ")})`;
}

function csharp({ lookups, carriers }) {
  const rules = carriers.flatMap((carrier) =>
    Object.entries(carrier.codes ?? {}).map(([code, rule]) => [`${carrier.id}.${code}`.toLowerCase(), rule]),
  );
  const flagSets = [
    ...new Set(rules.filter(([, rule]) => rule.flags).map(([, rule]) => rule.flags.join(" "))),
  ].sort();
  const flagName = (flags) => (flags ? pascal(flags.join("_")) : "None");
  const lines = [
    "// <auto-generated>",
    `// By scripts/carriers.mjs from ${SOURCE}; edit that.`,
    "// </auto-generated>",
    "#nullable enable",
    "",
    "using Edge.Shared.Contracts;",
    "",
    "namespace Edge.Features.Tracking.Carriers;",
    "",
    "internal static class CarrierTable",
    "{",
    "    internal static readonly CarrierRow[] Carriers =",
    "    [",
    ...carriers.map((c) => `        new(${text(c.id)}, ${text(c.name)}, ${text(c.tracking_url)}),`),
    "    ];",
    "",
    "    internal static readonly CarrierFormat[] Formats =",
    "    [",
    ...carriers.flatMap((c, i) =>
      c.formats.map(
        (f) =>
          `        new(${i}, ${text(f.id)}, ${text(f.name)}, ${text(pack(f, lookups))}${csharpCheck(f.check)}),`,
      ),
    ),
    "    ];",
    "",
    "    internal static readonly CarrierLookup[] Lookups =",
    "    [",
    ...Object.values(lookups).map((l) => `        new(${text(l.says)}, ${text(l.values)}),`),
    "    ];",
    "}",
    "",
    "internal static class StatusTable",
    "{",
    "    private static readonly ShipmentFlag[] None = [];",
    ...flagSets.map(
      (set) =>
        `    private static readonly ShipmentFlag[] ${flagName(set.split(" "))} = ` +
        `[${set
          .split(" ")
          .map((flag) => `ShipmentFlag.${pascal(flag)}`)
          .join(", ")}];`,
    ),
    "",
    "    internal static StatusRule? Find(ReadOnlySpan<char> rule) => rule switch",
    "    {",
    ...rules.map(
      ([id, rule]) =>
        `        ${text(id)} => new(Status.${pascal(rule.status)}, ${text(rule.sub_status)}, ` +
        `${text(rule.reason)}, ${flagName(rule.flags)}, ${text(id)}),`,
    ),
    "        _ => null,",
    "    };",
    "}",
    "",
  ];
  return lines.join("\n");
}

/** What detection needs: no status codes, no sources. */
function webTable({ lookups, carriers }) {
  const rows = carriers.map((c) => ({
    id: c.id,
    name: c.name,
    url: c.tracking_url,
    formats: c.formats.map((f) => ({
      id: f.id,
      name: f.name,
      shape: pack(f, lookups),
      ...(f.check && { check: f.check }),
    })),
  }));
  const says = Object.values(lookups).map((l) => ({ says: l.says ?? null, values: l.values }));
  const list = (items) => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  return `{"lookups":${list(says)},"carriers":${list(rows)}}\n`;
}

const table = JSON.parse(readFileSync(at(SOURCE), "utf8"));
verify(table);
if (faults.length) {
  for (const line of faults) console.error(line);
  process.exit(1);
}
const outputs = {
  "edge/Features/Tracking/Carriers/CarrierTable.g.cs": csharp(table),
  "pwa/src/offline/carriers/table.g.json": webTable(table),
};
for (const [path, content] of Object.entries(outputs)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(at(path), content);
    continue;
  }
  let committed = "";
  try {
    committed = readFileSync(at(path), "utf8");
  } catch {
    // a missing table differs too
  }
  if (committed === content) continue;
  console.error(`${path} differs from ${SOURCE}: run node scripts/carriers.mjs and commit`);
  process.exitCode = 1;
}
