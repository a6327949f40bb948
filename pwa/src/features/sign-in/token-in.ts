/** The one-time token in a sign-in link, its fragment, or alone; null when there is none. */
export function tokenIn(text: string): string | null {
  const trimmed = text.trim();
  const fragment = /#(.*)$/s.exec(trimmed)?.[1];
  const token = fragment === undefined ? trimmed : new URLSearchParams(fragment).get("token");
  return token && /^[\w.~-]{16,512}$/.test(token) ? token : null;
}
