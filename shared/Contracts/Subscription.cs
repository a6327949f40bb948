using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>Whose news a device is told: of one parcel, or, for those who are signed in, of all shipments of their organisation.</summary>
[JsonConverter(typeof(WireEnum<SubscriptionScope>))]
public enum SubscriptionScope
{
    Parcel,
    Shipments,
}

/// <summary>The public key of this service (RFC 8292), 65 bytes in base64url: what a browser subscribes with.</summary>
public sealed record SubscriptionKey(string Key);

/// <summary>What a browser encrypts for (RFC 8291), in base64url.</summary>
/// <param name="P256dh">Its public key, 65 bytes.</param>
/// <param name="Auth">The secret it shares, 16 bytes.</param>
public sealed record DeviceKeys(string P256dh, string Auth);

/// <summary>When a device stays silent; what happens meanwhile it is told afterwards, the last status of each shipment.</summary>
/// <param name="From">Such as 22:00.</param>
/// <param name="Until">Such as 07:00, the next morning if that is earlier.</param>
/// <param name="TimeZone">The device's, as the IANA database names it.</param>
/// <param name="UtcOffset">Minutes that its clock is ahead of UTC, for servers that do not know the zone.</param>
public sealed record QuietHours(string From, string Until, string TimeZone, int UtcOffset);

/// <summary>Subscribes a device, or changes what it is subscribed to. Whoever knows the endpoint, which none can guess, is the device.</summary>
/// <param name="Endpoint">The address at the browser's push service.</param>
/// <param name="Parcel">The public token; with the scope <c>parcel</c> only.</param>
/// <param name="Statuses">Of which to tell, one at least.</param>
/// <param name="Language">In which to tell, as RFC 5646 has it; an unknown one means English. It and the quiet hours are the device's.</param>
public sealed record SaveSubscriptionRequest(
    string Endpoint, DeviceKeys Keys, SubscriptionScope Scope, IReadOnlyList<Status> Statuses, string Language, string? Parcel = null,
    QuietHours? QuietHours = null);

/// <summary>Asks what a device is subscribed to.</summary>
public sealed record FindSubscriptionsRequest(string Endpoint);

/// <summary>Ends a subscription; without a scope, all of the device's.</summary>
public sealed record RemoveSubscriptionsRequest(string Endpoint, SubscriptionScope? Scope = null, string? Parcel = null);

/// <summary>The browser has given the device another endpoint.</summary>
public sealed record RenewSubscriptionRequest(string OldEndpoint, string Endpoint, DeviceKeys Keys);

/// <param name="Parcel">The public token; absent with the scope <c>shipments</c>.</param>
public sealed record Subscription(SubscriptionScope Scope, IReadOnlyList<Status> Statuses, string? Parcel = null);

/// <summary>All that a device is subscribed to; nothing for an endpoint that is not known.</summary>
public sealed record SubscriptionList(IReadOnlyList<Subscription> Items, QuietHours? QuietHours = null);

/// <summary>How notifications fare.</summary>
/// <param name="Devices">That are subscribed to something.</param>
/// <param name="Waiting">Notifications that are not sent yet, those of quiet hours among them.</param>
/// <param name="Deliveries">Of the last seven days.</param>
public sealed record PushReport(
    long Devices, long Subscriptions, long Waiting, DateTimeOffset? OldestDue, IReadOnlyList<PushDeliveries> Deliveries);

/// <summary>What became of the notifications to one push service.</summary>
/// <param name="Outcome">delivered, gone (the device is), refused, expired; retried counts tries.</param>
public sealed record PushDeliveries(string Service, string Outcome, long Count);
