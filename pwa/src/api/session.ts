import { call, get, post } from "./client";
import type { Me } from "./types";

export const readSession = () => get<Me>("/api/v1/session");
export const signIn = (token: string, idempotencyKey?: string) =>
  post<Me>("/api/v1/session", { json: { token }, idempotencyKey });
export const signOut = () => call<void>("DELETE", "/api/v1/session");
