import { get, post } from "./client";
import type { CacheChange, CacheKeyList, CacheRecommendationList, CacheReport } from "./types";

const cache = "/api/v1/admin/cache";

export const readCache = () => get<CacheReport>(cache);
export const listCacheKeys = (limit: number) => get<CacheKeyList>(`${cache}/keys`, { query: { limit } });
export const listCacheRecommendations = () => get<CacheRecommendationList>(`${cache}/recommendations`);
export const applyCacheRecommendation = (id: string) =>
  post<CacheChange>(`${cache}/recommendations/${encodeURIComponent(id)}/apply`);
export const undoCacheChange = (id: string) =>
  post<CacheChange>(`${cache}/changes/${encodeURIComponent(id)}/undo`);
