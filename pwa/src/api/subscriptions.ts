import { call, get, post } from "./client";
import type {
  DeviceKeys,
  PushReport,
  SaveSubscriptionRequest,
  Subscription,
  SubscriptionKey,
  SubscriptionList,
} from "./types";

/** What a browser subscribes with: the public key of the service, in base64url. */
export const readSubscriptionKey = () => get<SubscriptionKey>("/api/v1/subscriptions/key");

export const saveSubscription = (json: SaveSubscriptionRequest) =>
  call<Subscription>("PUT", "/api/v1/subscriptions", { json });

export const findSubscriptions = (endpoint: string) =>
  post<SubscriptionList>("/api/v1/subscriptions/find", { json: { endpoint } });

/** Ends one subscription; with an endpoint alone, all of the device's. */
export const removeSubscriptions = (json: {
  endpoint: string;
  scope?: Subscription["scope"];
  parcel?: string;
}) => post<void>("/api/v1/subscriptions/remove", { json });

/** The browser has another endpoint: what it was told of stays. */
export const renewSubscription = (oldEndpoint: string, subscription: PushSubscription) =>
  post<void>("/api/v1/subscriptions/renew", {
    json: { old_endpoint: oldEndpoint, endpoint: subscription.endpoint, keys: keysOf(subscription) },
  });

/** What the service encrypts for this browser with. */
export function keysOf(subscription: PushSubscription): DeviceKeys {
  const { keys } = subscription.toJSON();
  return { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
}

/** For administrators. */
export const readPushReport = () => get<PushReport>("/api/v1/admin/subscriptions");
