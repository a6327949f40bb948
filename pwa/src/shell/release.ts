/** The release that this page is of; the build writes it into index.html. */
export const ownRelease = (): string | null =>
  document.querySelector<HTMLMetaElement>('meta[name="edge-release"]')?.content ?? null;

/** The release that the service has now, past every cache; null when it does not say, as without a connection. */
export async function servedRelease(): Promise<string | null> {
  try {
    const response = await fetch("/version.json", { cache: "no-store" });
    const { release } = response.ok ? await response.json() : { release: null };
    return typeof release === "string" ? release : null;
  } catch {
    return null;
  }
}
