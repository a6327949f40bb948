using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Edge.Features.Push.Vapid;
using Edge.Hosting;
using Edge.Hosting.Http;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Delivery;

/// <summary>
/// Sends messages to push services (RFC 8030), so many at a time, and goes by what they answer: where a device is gone it is forgotten,
/// where a service asks for time it is left alone that long.
/// </summary>
internal sealed partial class PushSender(
    MessageStore store, VapidKeyStore keys, PushOptions options, HttpPool http, HostingOptions hosting, PushMetrics metrics,
    TimeProvider time, ILogger<PushSender> log)
{
    private const int LargestBatch = 256;
    private const int MostAttempts = 12;

    // Requests that end after ten seconds are over before the claim is.
    private const int Turns = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    // How long a service that fails is left alone, whatever it asks for: messages have times of their own.
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DateTimeOffset> heldUntil = new();

    /// <summary>Sends what is due.</summary>
    /// <param name="node">Who does it, among the nodes of the cluster.</param>
    /// <returns>How long to wait for the next round if nothing happens meanwhile.</returns>
    public async Task<TimeSpan> Round(string node, CancellationToken cancellation)
    {
        var wait = await store.NextDue(cancellation) - time.GetUtcNow();
        if (wait is not { } left || left > TimeSpan.Zero)
        {
            await http.Tidy();
            Forget();
            return wait < Idle ? wait.Value : Idle;
        }
        var claimed = await store.Claim(node, Math.Min(LargestBatch, options.Concurrency * Turns), cancellation);
        if (claimed.Messages.Count == 0)
            return Idle;
        var shipments = claimed.Shipments.ToDictionary(shipment => shipment.Id.ToString());
        var key = await keys.Get(cancellation);
        using var slots = new SemaphoreSlim(options.Concurrency);
        var settled = await Task.WhenAll(claimed.Messages.Select(message =>
            InTurn(slots, message, shipments.GetValueOrDefault(message.Subject), key, cancellation)));
        // What was sent is written down also when the process is about to end.
        await store.Settle(node, settled, CancellationToken.None);
        foreach (var one in settled)
            metrics.Count(one, time.GetUtcNow());
        return TimeSpan.Zero;
    }

    private void Forget()
    {
        foreach (var held in heldUntil)
        {
            if (held.Value <= time.GetUtcNow())
                heldUntil.TryRemove(held);
        }
    }

    private async Task<Settled> InTurn(
        SemaphoreSlim slots, DueMessage message, ToldShipment? shipment, VapidKey key, CancellationToken cancellation)
    {
        await slots.WaitAsync(CancellationToken.None);
        try
        {
            return await Try(message, shipment, key, cancellation);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Settled> Try(DueMessage message, ToldShipment? shipment, VapidKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (options.Services.Find(message.Device.Endpoint) is not { } endpoint)
            return new Settled(message, "none", Outcome.Refused);
        if (shipment is null || message.ExpiresAt <= now)
            return new Settled(message, endpoint.Name, Outcome.Expired);
        if (message.Silence?.EndOf(now) is { } end)
            return new Settled(message with { ExpiresAt = end + options.Lifetime }, endpoint.Name, Outcome.Held, end);
        if (heldUntil.TryGetValue(endpoint.Url.Authority, out var until) && until > now)
            return new Settled(message, endpoint.Name, Outcome.Held, until);
        if (cancellation.IsCancellationRequested)
            return new Settled(message, endpoint.Name, Outcome.Held, now);
        try
        {
            var call = CallOf(message, shipment, endpoint.Url, key, now);
            return Judge(message, endpoint, await http.Send(call, cancellation));
        }
        catch (HttpFailedException error)
        {
            LogFailed(endpoint.Name, error.Message);
            Hold(endpoint, null);
            return Later(message, endpoint, null);
        }
        catch (OperationCanceledException)
        {
            return new Settled(message, endpoint.Name, Outcome.Held, now);
        }
        catch (Exception error)
        {
            // Whoever subscribes has named the address and the key: what nobody has thought of there ends this message alone.
            LogImpossible(endpoint.Name, error);
            return new Settled(message, endpoint.Name, Outcome.Refused);
        }
    }

    private HttpCall CallOf(DueMessage message, ToldShipment shipment, Uri url, VapidKey key, DateTimeOffset now)
    {
        var text = PushText.Of(message, shipment, hosting.Origin(), now);
        var body = MessageEncryption.Encrypt(text, message.Device.Key, message.Device.Secret);
        var seconds = Math.Max(1, (long)(message.ExpiresAt - now).TotalSeconds);
        return new HttpCall(
            "POST",
            url,
            [
                new HttpField("Authorization", key.Authorization(url, now)),
                new HttpField("Content-Type", "application/octet-stream"),
                new HttpField("Content-Encoding", "aes128gcm"),
                new HttpField("TTL", seconds.ToString(CultureInfo.InvariantCulture)),
                new HttpField("Urgency", UrgencyOf(message.Status)),
                // RFC 8030, section 5.4: a service drops the older one of a topic that it has not delivered yet.
                new HttpField("Topic", Base64Url.EncodeToString(shipment.Id.ToByteArray(bigEndian: true))),
            ],
            body);
    }

    private Settled Judge(DueMessage message, PushEndpoint endpoint, HttpReply reply)
    {
        if (reply.IsSuccess)
            return new Settled(message, endpoint.Name, Outcome.Delivered);
        if (reply.Status is 404 or 410)
            return new Settled(message, endpoint.Name, Outcome.Gone);
        var asked = reply.RetryAfter(time.GetUtcNow());
        // Services also say 429 of one device alone, which others must not suffer for.
        if (reply.Status == 429)
            return Later(message, endpoint, asked);
        if (reply.Status >= 500)
        {
            Hold(endpoint, asked);
            return Later(message, endpoint, asked);
        }
        LogRefused(endpoint.Name, reply.Status);
        return new Settled(message, endpoint.Name, Outcome.Refused);
    }

    private void Hold(PushEndpoint endpoint, TimeSpan? asked)
    {
        var ticks = Math.Clamp(asked?.Ticks ?? 0, ShortestHold.Ticks, LongestHold.Ticks);
        heldUntil[endpoint.Url.Authority] = time.GetUtcNow() + TimeSpan.FromTicks(ticks);
    }

    private Settled Later(DueMessage message, PushEndpoint endpoint, TimeSpan? asked)
    {
        var now = time.GetUtcNow();
        var doubled = FirstPause * Math.Pow(2, Math.Min(message.Attempts, 10));
        var pause = (doubled < LongestPause ? doubled : LongestPause) * (0.5 + (RandomNumberGenerator.GetInt32(500) / 1000.0));
        var due = now + (asked > pause ? asked.Value : pause);
        return message.Attempts + 1 >= MostAttempts || due >= message.ExpiresAt
            ? new Settled(message, endpoint.Name, Outcome.Expired)
            : new Settled(message, endpoint.Name, Outcome.Retried, due);
    }

    private static string UrgencyOf(Status status) => status switch
    {
        Status.OutForDelivery or Status.DeliveryFailed or Status.ReadyForPickup or Status.Delivered => "high",
        _ => "normal",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "A notification did not reach {Service} and is tried again: {Reason}")]
    private partial void LogFailed(string service, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A notification to {Service} cannot be sent")]
    private partial void LogImpossible(string service, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} refused a notification with {Status}: where it says 401 or 403, see Push:VapidKey and Push:Contact")]
    private partial void LogRefused(string service, int status);
}
