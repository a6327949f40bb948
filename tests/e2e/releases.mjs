import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { keepRelease } from "../../scripts/releases.mjs";
import { binary, repository } from "./edge.mjs";

const run = promisify(execFile);
const folder = join(repository, "artifacts/e2e-releases");
const headerBytes = 48;

/** What an ordinary release changes: words, a colour, a line of code. By file, what is replaced by what. */
const usual = (version) => ({
  "shell/strings.ts": [['"You are offline."', `"You are offline (${version})."`]],
  "features/offline/strings.ts": [[/title: "([^"]+)"/, `title: "$1 (${version})"`]],
  "features/parcels/strings.ts": [[/title: "([^"]+)"/, `title: "$1 (${version})"`]],
  "ui/base.css": [[/$/, `\n.of-release-${version.replaceAll(".", "-")} {\n  margin: 1px;\n}\n`]],
  "ui/online.ts": [[/$/, `\nif (navigator.userAgent === "of ${version}") throw new Error("never");\n`]],
});

/** A release whose shell ends in an error before it shows anything. */
export const broken = { "main.tsx": [[/^/, 'if (document) throw new Error("broken release");\n']] };

/**
 * Builds the web app of a release from this one's sources with some changes, packs it with those of `before`, and puts it into a copy
 * of the published binary in place of its own. Gives the files of the web app, the pack and the binary.
 */
export async function release(version, before = [], changes = usual(version)) {
  const home = join(folder, version);
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await symlink(join(repository, "node_modules"), join(home, "node_modules"));
  for (const name of ["pwa", "shared"])
    await cp(join(repository, name), join(home, name), { recursive: true });
  for (const [file, replacements] of Object.entries(changes)) {
    const full = join(home, "pwa/src", file);
    let text = await readFile(full, "utf8");
    for (const [what, by] of replacements) {
      if (text.replace(what, by) === text) throw new Error(`${file} has no ${what}`);
      text = text.replace(what, by);
    }
    await writeFile(full, text);
  }
  const node = (...args) => run(process.execPath, args, { cwd: repository });
  await node(
    "node_modules/vite/bin/vite.js",
    "build",
    "-c",
    join(home, "pwa/vite.config.ts"),
    "--logLevel",
    "error",
  );
  const web = join(home, "artifacts/web");
  await makeRoom(join(web, "assets"));
  const releases = join(home, "releases");
  for (const earlier of before) keepRelease(earlier.web, releases, earlier.version);
  const pack = join(home, "web.pack");
  const options = ["--web", web, "--web-only", "--releases", releases, "--release", version, "--out", pack];
  await node("scripts/pack-web.mjs", ...options);
  return { version, web, pack, executable: await binaryWith(pack, join(home, "edge")) };
}

// The decoder of barcodes is near half of a pack, and no page of these tests asks for it: what earlier releases left needs its place.
async function makeRoom(assets) {
  const decoder = (await readdir(assets)).find((name) => /^decoder-[^.]+\.gz$/.test(name));
  if (!decoder) throw new Error(`${assets} has no decoder`);
  await writeFile(join(assets, decoder), "not asked for");
}

/** The pack of the published binary lies in it as it was made, and begins with a hash that nothing else has. */
async function binaryWith(pack, target) {
  const [own, other, bytes] = await Promise.all([
    readFile(join(repository, "artifacts/web.pack")),
    readFile(pack),
    readFile(binary),
  ]);
  const at = bytes.indexOf(own.subarray(0, headerBytes));
  if (at < 0) throw new Error(`${binary} does not hold artifacts/web.pack: npm run build`);
  if (other.length > own.length)
    throw new Error(`${pack} is larger than the pack that it takes the place of`);
  other.copy(bytes, at);
  await writeFile(target, bytes, { mode: 0o755 });
  return target;
}
