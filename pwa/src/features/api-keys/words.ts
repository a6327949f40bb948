import type { ApiKey } from "../../api/types";
import { dateAndTime, dateOnly } from "../../ui/time";
import { keys as text } from "./strings";

const whole = new Intl.NumberFormat();
export const count = (value: number) => whole.format(value);

/** What became of a key, or will: revoked, ended, ends soon, ends, or nothing. */
export function endOf(key: ApiKey, now = Date.now()): string | null {
  if (key.revoked_at) return text.revoked(dateOnly(new Date(key.revoked_at)));
  if (!key.expires_at) return null;
  const end = new Date(key.expires_at);
  return end.getTime() < now ? text.expired(dateOnly(end)) : text.expires(dateOnly(end));
}

export const hasEnded = (key: ApiKey, now = Date.now()) =>
  Boolean(key.revoked_at) || (key.expires_at ? new Date(key.expires_at).getTime() <= now : false);

export const usedOf = (key: ApiKey) =>
  key.last_used_at ? text.lastUsed(dateAndTime(new Date(key.last_used_at))) : text.neverUsed;

export const quotaOf = (key: ApiKey) =>
  key.monthly_quota ? text.quotaUsed(count(key.month_requests), count(key.monthly_quota)) : null;

export const limitOf = (key: ApiKey) =>
  key.requests_per_minute
    ? text.limitIs(count(key.requests_per_minute), count(key.burst ?? key.requests_per_minute))
    : null;

/** Lines or commas between addresses; undefined for none. */
export function addressesIn(typed: string | undefined): string[] | undefined {
  const addresses = (typed ?? "").split(/[\s,;]+/).filter(Boolean);
  return addresses.length > 0 ? addresses : undefined;
}

/** The errors of a field and of its items: "addresses" and "addresses[3]". */
export const errorsOf = (
  errors: Record<string, string[]> | undefined,
  field: string,
): string[] | undefined => {
  const found = Object.entries(errors ?? {}).filter(
    ([name]) => name === field || name.startsWith(`${field}[`),
  );
  return found.length > 0
    ? found.map(([name, texts]) => (name === field ? "" : `${name}: `) + texts.join(" "))
    : undefined;
};

/** To the minute, so that pressing again after a lost answer asks for the very same. */
export const inDays = (days: number, now = Date.now()) =>
  new Date(Math.floor(now / 60_000) * 60_000 + days * 86_400_000).toISOString();
