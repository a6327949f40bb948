import { call, get, post } from "./client";
import type { ApiKeyList, CreateApiKeyRequest, IssuedApiKey, Me } from "./types";

const keys = "/api/v1/api-keys";

export const readSession = () => get<Me>("/api/v1/session");
export const signIn = (token: string, idempotencyKey?: string) =>
  post<Me>("/api/v1/session", { json: { token }, idempotencyKey });
export const signOut = () => call<void>("DELETE", "/api/v1/session");

export const listApiKeys = () => get<ApiKeyList>(keys);
export const createApiKey = (request: CreateApiKeyRequest, idempotencyKey: string) =>
  post<IssuedApiKey>(keys, { json: request, idempotencyKey });
export const revokeApiKey = (id: string) => call<void>("DELETE", `${keys}/${encodeURIComponent(id)}`);
