using System.Text.Json;
using System.Text.Json.Serialization;
using Edge.Features.Push.Subscriptions;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Delivery;

/// <summary>
/// A notification that its receiver shows as it is: nothing has to be fetched. Written as Declarative Web Push has it
/// (https://www.w3.org/TR/push-api/#declarative-push-message), which browsers that know it show without a worker.
/// </summary>
internal sealed record PushText(
    [property: JsonPropertyName("web_push")] int WebPush, [property: JsonPropertyName("notification")] PushNotification Notification)
{
    private const int Declarative = 8030;

    /// <returns>The bytes to encrypt.</returns>
    public static byte[] Of(DueMessage message, ToldShipment shipment, Uri site, DateTimeOffset now)
    {
        var words = PushWords.Of(message.Language);
        var path = message.Scope == SubscriptionScope.Shipments ? $"/operator/shipments/{shipment.Id}" : $"/s/{shipment.Token}";
        var notification = new PushNotification(
            words.StatusWord(message.Status),
            $"{words.Parcel} {shipment.Number}{Expected(words, message, shipment, now)}",
            new Uri(site, path).AbsoluteUri,
            words.Language,
            $"shipment:{shipment.Id:N}",
            message.ToldAt.ToUnixTimeMilliseconds());
        return JsonSerializer.SerializeToUtf8Bytes(new PushText(Declarative, notification), PushJson.Default.PushText);
    }

    // Only of today, in the hours of the device's own clock: a day needs its name, which is many words more.
    private static string Expected(PushWords words, DueMessage message, ToldShipment shipment, DateTimeOffset now)
    {
        if (message.Status != Status.OutForDelivery || shipment.EtaFrom is not { } from || shipment.EtaThrough is not { } through || through <= now
            || message.Silence is not { } clock)
            return "";
        var local = DeviceClock.At(from, clock.TimeZone, clock.UtcOffset);
        if (local.Date != DeviceClock.At(now, clock.TimeZone, clock.UtcOffset).Date)
            return "";
        return string.Create(null, $" · {local:HH\\:mm}–{DeviceClock.At(through, clock.TimeZone, clock.UtcOffset):HH\\:mm}");
    }
}

/// <param name="Navigate">What a click opens.</param>
/// <param name="Tag">A newer notification with the same tag takes the place of an older one.</param>
/// <param name="Timestamp">When it happened, in milliseconds since 1970.</param>
internal sealed record PushNotification(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("navigate")] string Navigate,
    [property: JsonPropertyName("lang")] string Lang,
    [property: JsonPropertyName("tag")] string Tag,
    [property: JsonPropertyName("timestamp")] long Timestamp);

[JsonSerializable(typeof(PushText))]
internal sealed partial class PushJson : JsonSerializerContext;
