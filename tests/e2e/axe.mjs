import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs axe in the page's debugger, which no content security policy of the page holds back. */
export async function violations(page) {
  await page.waitForLoadState("networkidle");
  const session = await page.context().newCDPSession(page);
  const run = `${axe};axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
    .then(({ violations, passes }) => passes.length < 10 ? '["axe looked at nothing"]' : JSON.stringify(violations.map(({ id, nodes }) =>
      ({ id, nodes: nodes.map(({ target, failureSummary }) => target + " " + failureSummary) }))))`;
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: run,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  assert.equal(exceptionDetails, undefined);
  return JSON.parse(result.value);
}

export const fitsWidth = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
