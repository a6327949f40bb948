import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { blockedPart } from "../../pwa/build/gate";

const source = fileURLToPath(new URL("../../pwa/src", import.meta.url));
const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => /\.(ts|tsx|css)$/.test(name) && !name.includes(".g."));
const text = (file: string) => readFileSync(resolve(source, file), "utf8");

/** The folder a file belongs to: "ui", "api" or, for features, "features/<name>". */
const homeOf = (file: string) =>
  file
    .split("/")
    .slice(0, file.startsWith("features/") ? 2 : 1)
    .join("/");

/** What each folder may import beside itself. */
const allowed: Record<string, string[]> = {
  api: [],
  offline: ["api"],
  worker: ["api", "offline"],
  ui: ["api", "offline"],
  admin: ["api", "offline", "ui", "features"],
  shell: ["api", "offline", "ui", "features", "admin"],
};
const forFeatures = ["api", "offline", "ui"];

function importsOf(file: string): string[] {
  const found = [...text(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  return found
    .map((path) => relative(source, resolve(source, dirname(file), path)))
    .filter((path) => !path.startsWith(".."));
}

describe("Looking down, never up", () => {
  it.each(files.filter((file) => file.includes("/")))("%s", (file) => {
    const home = homeOf(file);
    const may = home.startsWith("features/") ? forFeatures : (allowed[home] ?? []);
    const wrong = importsOf(file).filter(
      (path) => homeOf(path) !== home && !may.includes(path.split("/")[0] ?? ""),
    );
    expect(wrong).toEqual([]);
  });
});

it("No file is longer than 300 lines", () => {
  const long = files.filter((file) => text(file).split("\n").length > 300);
  // The style sheet of the shared parts is a list of small parts.
  expect(long.filter((file) => file !== "ui/parts.css")).toEqual([]);
});

it("No address that the app calls is one that ad blockers stop", () => {
  const literals = files.flatMap((file) =>
    [
      ...text(file).matchAll(/["`](\/(?:api|s|operator|scan|add|outbox|offline|sign-in|assets)\b[^"`\s]*)/g),
    ].map((match) => match[1] ?? ""),
  );
  expect(literals.length).toBeGreaterThan(10);
  expect(literals.filter((address) => blockedPart(address))).toEqual([]);
});

it("Nothing in the source names a foreign host", () => {
  const foreign = files.filter((file) => /https?:\/\/(?!www\.w3\.org)/.test(text(file)));
  expect(foreign).toEqual([]);
});
