import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
export const repository = fileURLToPath(new URL("../../", import.meta.url));
export const binary = process.env.EDGE_BINARY ?? join(repository, "artifacts/edge/edge");

/**
 * Starts the published binary, or another, on free ports with a database of its own; `stop` ends it and removes everything. Given the
 * `place` of one that was left with `leave`, it takes over its ports and its database; `settings` are more of its environment.
 */
export async function startEdge({ executable = binary, place, settings } = {}) {
  place ??= {
    folder: await mkdtemp(join(tmpdir(), "edge-e2e-")),
    port: await freePort(),
    adminPort: await freePort(),
  };
  const { folder, port, adminPort } = place;
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    EDGE_HOSTING__URLS: origin,
    EDGE_HOSTING__ADMINURLS: `http://localhost:${adminPort}`,
    EDGE_STORAGE__DATABASE: `sqlite:${join(folder, "edge.db")}`,
    ...settings,
  };
  const child = spawn(executable, ["serve"], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      log = (log + text).slice(-20_000);
    });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await answers(
    `${origin}/health/ready`,
    () => child.exitCode !== null,
    () => log,
  );
  const leave = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return {
    origin,
    place,
    leave,
    signInLink: async () => {
      const { stdout } = await run(binary, ["sign-in-link"], { env, cwd: folder });
      const link = /https?:\/\/\S+\/sign-in#token=\S+/.exec(stdout)?.[0];
      if (!link) throw new Error(`no sign-in link in: ${stdout}`);
      return link;
    },
    stop: async () => {
      await leave();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url, dead, log) {
  const end = Date.now() + 30_000;
  while (Date.now() < end && !dead()) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`edge did not get ready:\n${log()}`);
}
