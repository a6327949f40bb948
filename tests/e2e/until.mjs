import assert from "node:assert/strict";

/** Asks again until it is so. A browser's own waiting takes a promise for a yes. */
export async function until(isSo) {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, "it did not come to be in ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
