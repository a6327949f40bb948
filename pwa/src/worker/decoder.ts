import { registerRoute } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { bounded } from "./bounded";

export const DECODER_CACHE = "edge-decoder";

/** What reads barcodes, kept when it is first asked for: two files, and for a while those of the release before. */
export function decoderRoute(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/decoder-"),
    new CacheFirst({
      cacheName: DECODER_CACHE,
      plugins: [bounded({ cacheName: DECODER_CACHE, atMost: 4, maxAge: 365 * 24 * 60 * 60 })],
    }),
  );
}
