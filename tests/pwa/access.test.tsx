// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MorePage } from "../../pwa/src/admin/more-page";
import type { Me, Organisation, User } from "../../pwa/src/api/types";
import { OrganisationsPage } from "../../pwa/src/features/access/organisations-page";
import { RolesPage } from "../../pwa/src/features/access/roles-page";
import { UsersPage } from "../../pwa/src/features/access/users-page";
import { CallerContext } from "../../pwa/src/ui/caller";

const user = (name: string, changes: Partial<User> = {}): User => ({
  id: `id-${name}`,
  name,
  role: "driver",
  version: 3,
  created_at: "2026-03-01T12:00:00Z",
  sessions: 0,
  ...changes,
});

const organisation = (name: string, changes: Partial<Organisation> = {}): Organisation => ({
  id: `id-${name}`,
  name,
  created_at: "2026-03-01T12:00:00Z",
  users: 1,
  is_entered: true,
  ...changes,
});

const link = { url: "https://edge.example/sign-in#token=abc", expires_at: "2026-03-03T12:00:00Z" };

let root: HTMLElement;
let calls: { method: string; url: string; body: unknown; ifMatch: string | null }[];
let users: User[];
let refusal: { status: number; slug: string; title: string } | null;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  calls = [];
  refusal = null;
  users = [
    user("Ada", { role: "admin", signed_in_at: "2026-03-02T11:00:00Z", sessions: 2 }),
    user("Bob"),
    user("Cea", { disabled_at: "2026-03-02T10:00:00Z" }),
  ];
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    const method = options.method ?? "GET";
    const ifMatch = (options.headers as Headers).get("If-Match");
    calls.push({ method, url, body: options.body ? JSON.parse(String(options.body)) : null, ifMatch });
    if (method !== "GET" && refusal)
      return new Response(JSON.stringify({ type: `/docs/problems#${refusal.slug}`, title: refusal.title }), {
        status: refusal.status,
      });
    if (method === "DELETE") return new Response(null, { status: 204 });
    if (url.endsWith("/sign-in-link")) return Response.json(link);
    if (url === "/api/v1/users")
      return Response.json(method === "GET" ? { items: users } : { user: user("New"), sign_in_link: link });
    if (url === "/api/v1/roles")
      return Response.json({
        items: [
          { role: "viewer", permissions: ["shipments:read"] },
          { role: "admin", permissions: ["shipments:read", "moon:land"] },
        ],
      });
    if (url === "/api/v1/organisations")
      return Response.json({
        items: [organisation("Home"), organisation("Fresh", { is_entered: false })],
      });
    return Response.json(user("Bob"));
  });
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));
async function show(page: preact.ComponentChild) {
  act(() => render(page, root));
  await settled();
}
const item = (name: string) => {
  const found = [...root.querySelectorAll("details")].find((one) => one.textContent?.includes(name));
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const button = (name: string, within: Element = root) => {
  const found = [...within.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
async function press(name: string, within?: Element) {
  act(() => button(name, within).click());
  await settled();
}
async function fill(within: Element, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) {
    const field = within.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (!field) throw new Error(`no field ${name}`);
    field.value = value;
    act(() => void field.dispatchEvent(new Event("change", { bubbles: true })));
  }
}
async function submit(form: Element | null) {
  act(() => void form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
  await settled();
}
const writes = () => calls.filter((call) => call.method !== "GET");

describe("The page of the users", () => {
  it("Shows each with role, state and devices", async () => {
    await show(<UsersPage />);
    expect(item("Ada").textContent).toContain("Administrator");
    expect(item("Ada").textContent).toContain("2 devices");
    expect(item("Bob").textContent).toContain("never signed in");
    expect(item("Cea").textContent).toContain("Disabled");
  });

  it("Shows the link of a new user, this once", async () => {
    await show(<UsersPage />);
    const form = root.querySelector("form");
    await fill(form as Element, { name: " Dee ", role: "operator" });
    await submit(form);
    expect(writes()).toMatchObject([
      { method: "POST", url: "/api/v1/users", body: { name: "Dee", role: "operator" } },
    ]);
    expect(root.textContent).toContain(link.url);
    expect(root.textContent).toContain("Hand this link over to New now.");
  });

  it("Asks for a name before it asks the service", async () => {
    await show(<UsersPage />);
    await submit(root.querySelector("form"));
    expect(writes()).toEqual([]);
    expect(root.textContent).toContain("A name is needed.");
  });

  it("Changes the version that it shows, and says what another role does", async () => {
    await show(<UsersPage />);
    const form = item("Bob").querySelector("form");
    await fill(form as Element, { role: "viewer" });
    expect(item("Bob").textContent).toContain("signs them out everywhere");
    await submit(form);
    expect(writes()).toMatchObject([
      { method: "PUT", url: "/api/v1/users/id-Bob", body: { name: "Bob", role: "viewer" }, ifMatch: '"3"' },
    ]);
  });

  it("Shuts out at the second press only", async () => {
    await show(<UsersPage />);
    await press("Disable", item("Bob"));
    expect(writes()).toEqual([]);
    await press("Press again to shut out", item("Bob"));
    expect(writes()).toMatchObject([{ method: "POST", url: "/api/v1/users/id-Bob/disable" }]);
  });

  it("Says why the service refuses", async () => {
    refusal = { status: 409, slug: "last-administrator", title: "This is the last administrator" };
    await show(<UsersPage />);
    await press("Disable", item("Ada"));
    await press("Press again to shut out", item("Ada"));
    expect(item("Ada").textContent).toContain("This is the last administrator");
  });

  it("Signs out everywhere, makes a link, and lets a disabled one in again", async () => {
    await show(<UsersPage />);
    await press("Sign out everywhere", item("Ada"));
    await press("Press again to sign out", item("Ada"));
    expect(item("Ada").textContent).toContain("Signed out everywhere.");
    await press("New sign-in link", item("Bob"));
    expect(item("Bob").textContent).toContain(link.url);
    await press("Enable", item("Cea"));
    expect(writes().map((call) => `${call.method} ${call.url}`)).toEqual([
      "DELETE /api/v1/users/id-Ada/sessions",
      "POST /api/v1/users/id-Bob/sign-in-link",
      "POST /api/v1/users/id-Cea/enable",
    ]);
  });

  it("Finds by name among many", async () => {
    users = Array.from({ length: 9 }, (_, at) => user(`Person ${at}`));
    await show(<UsersPage />);
    const search = root.querySelector<HTMLInputElement>('[type="search"]');
    if (!search) throw new Error("no search");
    search.value = "son 7";
    act(() => void search.dispatchEvent(new Event("input", { bubbles: true })));
    expect(root.querySelectorAll("details")).toHaveLength(1);
  });
});

describe("The page of the roles", () => {
  it("Puts permissions in words, and shows one that it does not know as it is", async () => {
    await show(<RolesPage />);
    const [viewer, admin] = root.querySelectorAll("section");
    expect(viewer?.textContent).toContain("See shipments");
    expect(admin?.textContent).toContain("moon:land");
  });
});

describe("The page of the organisations", () => {
  it("Offers a link only where nobody has come in", async () => {
    await show(<OrganisationsPage />);
    expect(() => button("New link for the administrator", item("Home"))).toThrow();
    await press("New link for the administrator", item("Fresh"));
    expect(writes()).toMatchObject([{ url: "/api/v1/organisations/id-Fresh/sign-in-link" }]);
    expect(item("Fresh").textContent).toContain(link.url);
  });

  it("Renames", async () => {
    await show(<OrganisationsPage />);
    const form = item("Home").querySelector("form");
    await fill(form as Element, { name: "Example Shop" });
    await submit(form);
    expect(writes()).toMatchObject([
      { method: "PUT", url: "/api/v1/organisations/id-Home", body: { name: "Example Shop" } },
    ]);
  });
});

describe("The page of more", () => {
  const as = (permissions: string[]) => {
    const me: Me = { via: "session", name: "Ada", permissions, organisation: { id: "1", name: "Example" } };
    return (
      <CallerContext.Provider
        value={{
          me,
          signedIn: true,
          may: (permission) => permissions.includes(permission),
          become: () => {},
        }}
      >
        <MorePage />
      </CallerContext.Provider>
    );
  };

  it("Leads to what the caller may open", async () => {
    await show(as(["users:manage", "api-keys:manage"]));
    const paths = [...root.querySelectorAll("a")].map((one) => one.getAttribute("href"));
    expect(paths).toEqual(["/operator/users", "/operator/roles", "/operator/keys"]);
    expect(root.textContent).toContain("Ada · Example");
  });
});
