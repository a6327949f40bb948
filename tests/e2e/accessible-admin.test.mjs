import { noViolations } from "./accessible.mjs";
import { signIn } from "./browser.mjs";

noViolations("an administrator's", [], {
  "the keys page": async (page, { edge }) => {
    await signIn(page, edge);
    await page.goto("/operator/keys");
  },
  "the page of a key": async (page) => {
    await page.getByLabel("What is it for?").fill("Scanner");
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByRole("link", { name: "Scanner" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Scanner" }).waitFor();
  },
  "the page of more": (page) => page.goto("/operator/more"),
  "the users page with a link": async (page) => {
    await page.goto("/operator/users");
    const add = page.getByRole("form", { name: "Add user" });
    await add.getByLabel("Name").fill("Ada Example");
    await add.getByRole("button", { name: "Add user" }).click();
    await page.getByText("It is never shown again.").waitFor();
    await page.locator("details").first().click();
  },
  "the roles page": async (page) => {
    await page.goto("/operator/roles");
    await page.getByRole("heading", { name: "Administrator" }).waitFor();
  },
  "the organisations page": async (page) => {
    await page.goto("/operator/organisations");
    await page.locator("details").first().click();
  },
});
