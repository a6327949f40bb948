// Makes what is generated from the code: every baseline of the tests (shared/openapi.json, routes.txt, the list of problems, ...), and
// from the document the types of the web app, shared/api.ts.
//
//   node scripts/contracts.mjs           writes; read the diff before you commit it
//   node scripts/contracts.mjs --check   writes nothing and fails when something is out of date
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const document = join(root, "shared/openapi.json");
const types = join(root, "shared/api.ts");
const check = process.argv.includes("--check");

// The lint neither reports its use nor looks for updates: nothing here talks to another host.
const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

function run(what, command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...quiet, ...env } });
  if (status === 0) return;
  console.error(`contracts: ${what} failed${error ? `: ${error.message}` : ""}`);
  process.exit(1);
}

/** The program of a development dependency, run by this Node: no shell, no PATH. */
function tool(what, name, program, args) {
  const manifest = createRequire(join(root, "package.json")).resolve(`${name}/package.json`);
  const bin = JSON.parse(readFileSync(manifest, "utf8")).bin[program];
  run(what, process.execPath, [join(dirname(manifest), bin), ...args]);
}

const tests = ["test", "tests/Edge.Tests", "-nodeReuse:false", "--filter", "FullyQualifiedName~.Baselines."];
run("dotnet test of the baselines", "dotnet", tests, { UPDATE_BASELINES: check ? "0" : "1" });

tool("the lint of shared/openapi.json", "@redocly/cli", "redocly", ["lint", "--config", join(root, "scripts/redocly.yaml"), document]);

const made = join(tmpdir(), `edge-api-${process.pid}.ts`);
// A member with a default may be left out of a request.
tool("openapi-typescript", "openapi-typescript", "openapi-typescript", [document, "--default-non-nullable=false", "--output", made]);
const text = `// Generated from shared/openapi.json by \`npm run contracts\`. Do not edit.\n\n${readFileSync(made, "utf8").replace(/^\/\*\*[\s\S]*?\*\/\s*/, "")}`;
rmSync(made);
if (!check) {
  writeFileSync(types, text);
} else if (!existsSync(types) || readFileSync(types, "utf8") !== text) {
  console.error("contracts: shared/api.ts is not what shared/openapi.json says; run: npm run contracts");
  process.exit(1);
}
