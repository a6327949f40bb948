import { signIn, workerServes } from "./browser.mjs";

/** What a driver does in the browser, with a proxy between him and the service. */

export const isBatch = (asked) => asked.method === "POST" && asked.url === "/api/v1/events";

export async function openStatusPage(page, edge, proxy) {
  await signIn(page, edge, proxy.origin);
  await workerServes(page);
  await page.goto("/operator/status");
  await page.getByRole("heading", { level: 1, name: "Update parcels" }).waitFor();
}

/** Enters one status for some numbers. */
export async function update(page, status, numbers, note) {
  await page.getByText(status, { exact: true }).click();
  await page.getByLabel("Tracking numbers").fill(numbers.join("\n"));
  await page.getByRole("textbox", { name: "Note" }).fill(note);
  await page.getByRole("button", { name: /^Update/ }).click();
  await page.waitForFunction(() => document.querySelector("textarea").value === "");
}

export const allSent = (page, timeout = 20_000) => page.getByText("Everything is sent").waitFor({ timeout });

/** The notes of a shipment's events in the order in which they happened. */
export const notesOf = async (operator, { id }) =>
  (await operator.listEvents(id)).items.map(({ raw_text }) => raw_text).reverse();
