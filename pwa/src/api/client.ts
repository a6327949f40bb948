import { randomId } from "./random-id";
import type { ProblemDetails } from "./types";

/** Set by the service worker on an answer that it took from its cache because the network gave none. */
export const FROM_CACHE = "x-edge-from-cache";

/** A failure as the pages see it. `slug` is the last part of the problem type, "offline" when no answer came at all. */
export interface Problem {
  slug: string;
  status: number;
  title: string;
  detail: string | null;
  requestId: string | null;
  errors: Record<string, string[]>;
  /** How long the service asks to be left alone, in ms. */
  retryAfter?: number;
}

/**
 * `asOf` is when the server gave this answer, by this device's clock (ms since 1970), long ago perhaps if it comes
 * `fromCache`. `date` is the same moment by the server's clock, null when it did not say.
 */
export type Answer<T> =
  | { ok: true; data: T; etag: string | null; asOf: number; date: number | null; fromCache: boolean }
  | { ok: false; problem: Problem };

export interface Call {
  query?: Record<string, string | number | boolean | null | undefined>;
  json?: unknown;
  /** A body that is sent as it is, with its media type. */
  raw?: { body: BodyInit; type: string };
  ifMatch?: string | null;
  /** Makes a write safe to repeat; give the same one again to repeat it. Writes without one get a fresh one. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

export async function call<T>(method: Method, path: string, options: Call = {}): Promise<Answer<T>> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, options.timeoutMs ?? 20_000);
  options.signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(path + queryString(options.query), {
      method,
      headers: headersOf(method, options),
      body: options.raw?.body ?? (options.json === undefined ? null : JSON.stringify(options.json)),
      credentials: "same-origin",
      signal: abort.signal,
    });
    return await read<T>(response);
  } catch {
    return { ok: false, problem: noAnswer };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", stop);
  }
}

export const get = <T>(path: string, options?: Call) => call<T>("GET", path, options);
export const post = <T>(path: string, options?: Call) => call<T>("POST", path, options);

/** No answer came: no connection, a service that is down, or one that took too long. */
export const noAnswer: Problem = {
  slug: "offline",
  status: 0,
  title: "No connection",
  detail: "The service could not be reached. Check the connection and try again.",
  requestId: null,
  errors: {},
};

function headersOf(method: Method, options: Call): Headers {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (options.raw) headers.set("Content-Type", options.raw.type);
  else if (options.json !== undefined) headers.set("Content-Type", "application/json");
  if (options.ifMatch) headers.set("If-Match", options.ifMatch);
  if (method !== "GET") headers.set("Idempotency-Key", options.idempotencyKey ?? randomId());
  return headers;
}

export function queryString(query: Call["query"]): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== null && value !== undefined && value !== "") pairs.set(name, String(value));
  const text = pairs.toString();
  return text === "" ? "" : `?${text}`;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  const data = response.status === 204 ? undefined : await response.json();
  const fromCache = response.headers.has(FROM_CACHE);
  const date = Date.parse(response.headers.get("date") ?? "");
  const etag = response.headers.get("etag");
  if (Number.isNaN(date)) return { ok: true, data: data as T, etag, asOf: Date.now(), date: null, fromCache };
  return { ok: true, data: data as T, etag, asOf: byOwnClock(date, fromCache), date, fromCache };
}

/** How far this device's clock is ahead of the server's, in ms; Infinity while no fresh answer has told. */
let ahead = Number.POSITIVE_INFINITY;

/**
 * A moment of the server's clock by this device's. An answer that was long under way makes the device look further ahead than
 * it is, so the least difference seen is the best known.
 */
function byOwnClock(date: number, fromCache: boolean): number {
  if (!fromCache) ahead = Math.min(ahead, Date.now() - date);
  return Number.isFinite(ahead) ? date + ahead : date;
}

/** Reads a problem, or makes one up for an answer that is none (a proxy's page, a cut answer). */
async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<ProblemDetails> = await response.json().catch(() => ({}));
  return {
    slug: /#([\w-]+)$/.exec(body.type ?? "")?.[1] ?? `http-${response.status}`,
    status: response.status,
    title: body.title ?? "The service could not do this",
    detail: body.detail ?? null,
    requestId: body.request_id ?? response.headers.get("x-request-id"),
    errors: body.errors ?? {},
    retryAfter: pauseAsked(response.headers.get("retry-after")),
  };
}

/** Retry-After (RFC 9110, section 10.2.3): seconds, or a date. */
function pauseAsked(header: string | null): number | undefined {
  if (header === null) return undefined;
  const pause = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(pause) ? undefined : Math.max(0, pause);
}
