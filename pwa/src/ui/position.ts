import type { Location } from "../api/types";

/** Where this device is; undefined when it does not say within ten seconds, or may not. To a metre or so: five decimals. */
export function here(): Promise<Location | undefined> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: rounded(coords.latitude), lon: rounded(coords.longitude) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
}

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
