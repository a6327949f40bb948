import { call, get, post } from "./client";
import type {
  ApiKey,
  ApiKeyList,
  ApiKeyUsage,
  ChangeApiKeyRequest,
  CreateApiKeyRequest,
  IssuedApiKey,
  RotateApiKeyRequest,
} from "./types";

const keys = "/api/v1/api-keys";
const one = (id: string) => `${keys}/${encodeURIComponent(id)}`;

export const listApiKeys = () => get<ApiKeyList>(keys);
export const getApiKey = (id: string) => get<ApiKey>(one(id));
export const getApiKeyUsage = (id: string, from: string, to: string) =>
  get<ApiKeyUsage>(`${one(id)}/usage`, { query: { from, to } });
export const createApiKey = (request: CreateApiKeyRequest, idempotencyKey: string) =>
  post<IssuedApiKey>(keys, { json: request, idempotencyKey });
export const changeApiKey = (
  id: string,
  version: number,
  request: ChangeApiKeyRequest,
  idempotencyKey: string,
) => call<ApiKey>("PUT", one(id), { json: request, ifMatch: `"${version}"`, idempotencyKey });
export const rotateApiKey = (id: string, request: RotateApiKeyRequest) =>
  post<IssuedApiKey>(`${one(id)}/rotate`, { json: request });
export const revokeApiKey = (id: string) => call<void>("DELETE", one(id));
