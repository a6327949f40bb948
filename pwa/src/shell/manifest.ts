/** Beside English, which is the manifest that index.html names; build/manifest.ts makes one for each. */
export const otherLanguages = ["de", "es", "fr", "nl"];

/**
 * The home screen speaks the device's language: its manifest is named before the browser reads one. They are one app to the system,
 * since all have the same id.
 */
export function chooseManifest(languages: readonly string[] = navigator.languages): void {
  const known = ["en", ...otherLanguages];
  const wanted = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => known.includes(tag));
  const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (link && wanted && wanted !== "en") link.href = `/app.${wanted}.webmanifest`;
}
