import { noViolations } from "./accessible.mjs";
import { signIn } from "./browser.mjs";

noViolations("a driver's", ["van"], {
  "the page without a connection": (page) => page.goto("/offline"),
  "the empty outbox": async (page, { edge }) => {
    await signIn(page, edge);
    await page.goto("/outbox");
  },
  "the scan page without a camera": async (page, { placed }) => {
    await page.goto("/scan");
    await page.getByText(/^(There is no camera here|The camera is not allowed)$/).waitFor();
    for (const number of [placed.van.number, "NOSUCH00001"]) {
      await page.getByLabel("Tracking number").fill(number);
      await page.keyboard.press("Enter");
    }
    await page.getByText("2 parcels", { exact: true }).waitFor();
  },
  "the hand-over page": async (page, { placed }) => {
    await page.goto(`/operator/shipments/${placed.van.id}/proof`);
    await page.getByText("Sign here").waitFor();
  },
  "the update page": async (page, { placed }) => {
    await page.goto("/operator/status");
    await page.getByLabel("Tracking numbers").fill(`${placed.van.number}\nNOSUCH00001`);
    await page.getByText("Delivered", { exact: true }).click();
  },
  "the update page with what it kept": async (page) => {
    await page.getByLabel("Tracking numbers").fill("NOSUCH00001");
    await page.getByRole("button", { name: "Update parcel" }).click();
    await page.getByText("1 update is in the outbox.").waitFor();
  },
  "the outbox with something to repair": async (page) => {
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.getByRole("button", { name: "Send again" }).waitFor();
  },
  "the question before signing out": async (page) => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Before you sign out" }).waitFor();
  },
});
