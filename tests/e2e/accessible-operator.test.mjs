import { noViolations } from "./accessible.mjs";
import { signIn } from "./browser.mjs";
import { parcels } from "./scene.mjs";

noViolations("an operator's", Object.keys(parcels), {
  "the list of shipments": async (page, { edge, placed }) => {
    await signIn(page, edge);
    await page.getByText(placed.van.number).waitFor();
  },
  "a shipment": async (page, { placed }) => {
    await page.goto(`/operator/shipments/${placed.van.id}`);
    await page.getByText("Timeline").waitFor();
  },
  "the event form": async (page) => {
    await page.getByRole("button", { name: "Add event" }).click();
  },
  "the edit form": async (page) => {
    await page.getByRole("button", { name: "Edit details" }).click();
  },
  "the new shipment page": (page) => page.goto("/operator/new"),
  "the import page": async (page) => {
    await page.goto("/operator/import");
    const buffer = Buffer.from("number,reference\n,No number\n");
    await page.getByLabel("File").setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Start import" }).click();
    await page.getByText(/Some lines were refused/).waitFor();
  },
});
