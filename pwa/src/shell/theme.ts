export type Theme = "auto" | "light" | "dark";

const name = "edge-theme";
const order: Theme[] = ["auto", "light", "dark"];
const grounds = { light: "#f5f4f0", dark: "#0e1014" };

/** The colours that were chosen on this device; "auto" follows the system. Storage may be forbidden. */
export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(name);
    return kept === "light" || kept === "dark" ? kept : "auto";
  } catch {
    return "auto";
  }
}

export const nextTheme = (theme: Theme): Theme => order[(order.indexOf(theme) + 1) % order.length] ?? "auto";

export function chooseTheme(theme: Theme): void {
  try {
    if (theme === "auto") localStorage.removeItem(name);
    else localStorage.setItem(name, theme);
  } catch {
    // Without storage the choice lasts until the page closes.
  }
  applyTheme(theme);
}

export function applyTheme(theme = readTheme()): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.getAttribute("media")?.includes("dark") ? "dark" : "light";
    meta.content = grounds[theme === "auto" ? own : theme];
  }
}
