import type { SendingState } from "./item";

const second = 1000;
const longest = 5 * 60 * second;
/** A pause that was asked for beyond this is cut short, so that a wrong clock somewhere does not silence a device for days. */
const longestAsked = 60 * 60 * second;

/** Ms before the next try: 2 s, doubling up to 5 minutes, between half and the whole of it so that a crowd does not come back as one. */
export const pauseAfter = (failures: number, random = Math.random()) =>
  Math.min(2 * second * 2 ** (failures - 1), longest) * (0.5 + random / 2);

export function afterFailure(
  state: SendingState | undefined,
  retryAfter: number | undefined,
  now: number,
): SendingState {
  const failures = (state?.failures ?? 0) + 1;
  const asked = retryAfter !== undefined && retryAfter > 0;
  const pause = asked ? Math.min(retryAfter, longestAsked) : pauseAfter(failures);
  return { name: "sending", failures, notBefore: now + pause, asked };
}

/** Whether to try now. An occasion (a connection came back, a person pressed a button) shortens every pause but one asked for. */
export function isDue(state: SendingState | undefined, occasion: boolean, now: number): boolean {
  if (!state || (occasion && !state.asked)) return true;
  // Further off than any pause can be: the clock was set back.
  return now >= state.notBefore || state.notBefore - now > longestAsked;
}
