// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ApiKey, ApiKeyUsage, RoleList } from "../../pwa/src/api/types";
import { ApiKeyPage } from "../../pwa/src/features/api-keys/api-key-page";
import { ApiKeysPage } from "../../pwa/src/features/api-keys/api-keys-page";
import { scopesOf } from "../../pwa/src/features/api-keys/scopes";
import { filled } from "../../pwa/src/features/api-keys/usage-chart";
import { addressesIn, endOf, errorsOf, hasEnded, inDays } from "../../pwa/src/features/api-keys/words";
import { CallerContext } from "../../pwa/src/ui/caller";

const key = (changes: Partial<ApiKey> = {}): ApiKey => ({
  id: "0195a000-0000-7000-8000-000000000001",
  name: "Warehouse",
  role: "operator",
  hint: "edge_prod_AbCd",
  created_at: "2026-03-01T12:00:00Z",
  expires_at: "2027-03-01T12:00:00Z",
  expires_soon: false,
  month_requests: 40,
  version: 3,
  ...changes,
});

const roles: RoleList = {
  items: [
    { role: "viewer", permissions: ["shipments:read"] },
    { role: "operator", permissions: ["shipments:read", "events:write", "shipments:write", "imports:write"] },
    { role: "admin", permissions: ["shipments:read", "api-keys:manage", "users:manage", "cache:manage"] },
  ],
};

const usage: ApiKeyUsage = {
  from: "2026-02-27",
  to: "2026-03-02",
  days: [
    { day: "2026-02-28", requests: 10, refused: 0 },
    { day: "2026-03-02", requests: 30, refused: 5 },
  ],
  routes: [{ route: "ListShipments", requests: 40, refused: 5 }],
};

describe("Words of a key", () => {
  it("Reads addresses from lines and commas", () => {
    expect(addressesIn(" 192.0.2.0/24,\n2001:db8::/32 ; 10.0.0.1\n")).toEqual([
      "192.0.2.0/24",
      "2001:db8::/32",
      "10.0.0.1",
    ]);
    expect(addressesIn(" \n ")).toBeUndefined();
    expect(addressesIn(undefined)).toBeUndefined();
  });

  it("Gathers the errors of a field and of its items, and of no other field", () => {
    const errors = { addresses: ["Too many."], "addresses[3]": ["No network."], addresses_of: ["Other."] };
    expect(errorsOf(errors, "addresses")).toEqual(["Too many.", "addresses[3]: No network."]);
    expect(errorsOf(errors, "scopes")).toBeUndefined();
    expect(errorsOf(undefined, "scopes")).toBeUndefined();
  });

  it("Says how a key ends", () => {
    const now = Date.parse("2026-06-01T00:00:00Z");
    expect(endOf(key(), now)).toMatch(/^ends /);
    expect(endOf(key({ expires_at: "2026-05-01T00:00:00Z" }), now)).toMatch(/^ended /);
    expect(endOf(key({ revoked_at: "2026-05-01T00:00:00Z" }), now)).toMatch(/^revoked /);
    expect(endOf(key({ expires_at: null }), now)).toBeNull();
    expect([hasEnded(key(), now), hasEnded(key({ expires_at: null }), now)]).toEqual([false, false]);
    expect(hasEnded(key({ expires_at: "2026-06-01T00:00:00Z" }), now)).toBe(true);
  });

  it("Asks for the same end when it is pressed again within the minute", () => {
    expect(inDays(1, 60_000)).toBe(inDays(1, 119_999));
  });

  it("Offers the scopes of a role that the caller has too", () => {
    const may = (permission: string) => permission !== "cache:manage";
    expect(scopesOf(roles, "viewer", may)).toEqual(["shipments:read"]);
    expect(scopesOf(roles, "admin", may)).toEqual(["shipments:read", "api-keys:manage", "users:manage"]);
    expect(scopesOf(roles, "driver", may)).toEqual([]);
  });

  it("Fills the days that the service says nothing of", () => {
    expect(filled(usage).map((day) => [day.day, day.requests])).toEqual([
      ["2026-02-27", 0],
      ["2026-02-28", 10],
      ["2026-03-01", 0],
      ["2026-03-02", 30],
    ]);
  });
});

describe("The pages of keys", () => {
  let root: HTMLElement;
  let sent: { method: string; url: string; body: unknown; ifMatch: string | null }[];
  let shown: ApiKey;
  let rolesAnswer: () => Response;

  beforeEach(() => {
    rolesAnswer = () => Response.json(roles);
    root = document.createElement("div");
    document.body.append(root);
    sent = [];
    shown = key();
    vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
      const headers = options.headers as Headers;
      const body = options.body ? JSON.parse(String(options.body)) : null;
      sent.push({ method: options.method ?? "", url, body, ifMatch: headers.get("If-Match") });
      if (url.endsWith("/roles")) return rolesAnswer();
      if (url.includes("/usage")) return Response.json(usage);
      if (url.endsWith("/rotate"))
        return Response.json({
          api_key: key({ former_until: "2099-01-01T00:00:00Z", version: 4 }),
          secret: "edge_prod_new",
        });
      if (options.method === "POST")
        return Response.json({ api_key: key(), secret: "edge_prod_secret" }, { status: 201 });
      if (options.method === "DELETE") {
        shown = key({ revoked_at: "2026-03-02T12:00:00Z" });
        return new Response(null, { status: 204 });
      }
      if (options.method === "PUT") return Response.json(key({ name: body.name, version: 4 }));
      return Response.json(url.endsWith("/api-keys") ? { items: [shown] } : shown);
    });
  });

  afterEach(() => {
    render(null, root);
    root.remove();
    vi.unstubAllGlobals();
  });

  // A page that has come may ask for more.
  const settled = async () => {
    for (let i = 0; i < 3; i++) await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  };
  async function show(page: preact.ComponentChildren) {
    const caller = { me: null, signedIn: true, may: () => true, become: () => {} };
    act(() => render(<CallerContext.Provider value={caller}>{page}</CallerContext.Provider>, root));
    await settled();
  }
  const button = (name: string) =>
    [...root.querySelectorAll("button")].find((one) =>
      one.textContent?.startsWith(name),
    ) as HTMLButtonElement;
  const submit = async (form: Element | null | undefined) => {
    await act(() => {
      form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
    await settled();
  };
  const input = (name: string) => root.querySelector(`[name="${name}"]`) as HTMLInputElement;

  it("Lists a key with its hint, its use of the quota, and that it ends soon", async () => {
    shown = key({ expires_soon: true, monthly_quota: 100, scopes: ["shipments:read"] });
    await show(<ApiKeysPage />);

    expect(root.textContent).toContain("edge_prod_AbCd");
    expect(root.textContent).toContain("Ends soon");
    expect(root.textContent).toContain("40 of 100 this month");
    expect(root.querySelector("meter")?.getAttribute("value")).toBe("40");
    expect(root.querySelector(`a[href="/operator/keys/${shown.id}"]`)).not.toBeNull();
  });

  it("Issues a key that lasts a year, with bounds, and shows its secret", async () => {
    await show(<ApiKeysPage />);
    input("name").value = "Scanner";
    (root.querySelector('input[value="imports:write"]') as HTMLInputElement).checked = false;
    input("addresses").value = "192.0.2.0/24\n10.0.0.1";
    input("monthly_quota").value = "1000";
    await submit(root.querySelector("form"));

    const asked = sent.find((one) => one.method === "POST")?.body as Record<string, unknown>;
    expect(asked).toMatchObject({
      name: "Scanner",
      role: "operator",
      scopes: ["shipments:read", "events:write", "shipments:write"],
      addresses: ["192.0.2.0/24", "10.0.0.1"],
      monthly_quota: 1000,
    });
    expect((Date.parse(String(asked.expires_at)) - Date.now()) / 86_400_000).toBeCloseTo(365, 1);
    expect(root.textContent).toContain("edge_prod_secret");
  });

  it("Asks for a name before anything is sent", async () => {
    await show(<ApiKeysPage />);
    await submit(root.querySelector("form"));

    expect(sent.filter((one) => one.method === "POST")).toEqual([]);
    expect(root.textContent).toContain("A name is needed");
  });

  it("Shows use as a picture and as tables", async () => {
    await show(<ApiKeyPage id={shown.id} />);

    expect(root.querySelector("h1")?.textContent).toBe("Warehouse");
    expect(root.querySelector("svg[role=img]")?.getAttribute("aria-label")).toBe("Requests per day");
    const rows = [...root.querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows).toContain("ListShipments405");
    expect(rows.length).toBe(3);
    expect(root.textContent).toContain("40 requests, 5 of them refused");
  });

  it("Makes a new secret and says until when the old one goes on", async () => {
    await show(<ApiKeyPage id={shown.id} />);
    await submit(button("Make a new secret").closest("form"));

    expect(sent.find((one) => one.url.endsWith("/rotate"))?.body).toEqual({ overlap_seconds: 86_400 });
    expect(root.textContent).toContain("edge_prod_new");
    expect(root.textContent).toContain("The old secret goes on until");
    expect(root.textContent).toContain("Two secrets");
  });

  it("Changes a key on the version that it has shown, and keeps the expiry", async () => {
    await show(<ApiKeyPage id={shown.id} />);
    input("name").value = "Renamed";
    await submit(button("Save").closest("form"));

    const change = sent.find((one) => one.method === "PUT");
    expect([change?.ifMatch, (change?.body as ApiKey | undefined)?.expires_at]).toEqual([
      '"3"',
      "2027-03-01T12:00:00Z",
    ]);
    expect(root.querySelector("h1")?.textContent).toBe("Renamed");
  });

  it("Leaves a key the scopes it has when those to choose from did not come", async () => {
    shown = key({ scopes: ["shipments:read"] });
    rolesAnswer = () => Response.json({ type: "about:blank", title: "Not now" }, { status: 500 });
    await show(<ApiKeyPage id={shown.id} />);
    await submit(button("Save").closest("form"));

    expect(sent.find((one) => one.method === "PUT")?.body).toMatchObject({ scopes: ["shipments:read"] });
  });

  it("Revokes at the second press, and offers nothing more then", async () => {
    await show(<ApiKeyPage id={shown.id} />);
    await act(() => button("Revoke").click());
    expect(sent.some((one) => one.method === "DELETE")).toBe(false);
    await act(() => button("Press again").click());
    await settled();

    expect(sent.some((one) => one.method === "DELETE")).toBe(true);
    expect(button("Make a new secret")).toBeUndefined();
    expect(root.textContent).toContain("Revoked");
  });
});
