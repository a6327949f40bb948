import { call, get, post } from "./client";
import type {
  DeviceSessionList,
  Me,
  Passkey,
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyList,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from "./types";

const own = "/api/v1/session/passkeys";
const sessions = "/api/v1/sessions";

export const challengePasskeys = () => post<PasskeyRequestOptions>("/api/v1/session/passkey/challenge");
export const signInWithPasskey = (assertion: PasskeyAssertion) =>
  post<Me>("/api/v1/session/passkey", { json: assertion });

export const listPasskeys = () => get<PasskeyList>(own);
export const challengeNewPasskey = () => post<PasskeyCreationOptions>(`${own}/challenge`);
export const addPasskey = (credential: PasskeyRegistration) => post<Passkey>(own, { json: { credential } });
export const renamePasskey = (id: string, name: string) =>
  call<Passkey>("PUT", `${own}/${encodeURIComponent(id)}`, { json: { name } });
export const removePasskey = (id: string) => call<void>("DELETE", `${own}/${encodeURIComponent(id)}`);

export const listSessions = () => get<DeviceSessionList>(sessions);
export const endSession = (id: string) => call<void>("DELETE", `${sessions}/${encodeURIComponent(id)}`);
export const endOtherSessions = () => call<void>("DELETE", sessions);
