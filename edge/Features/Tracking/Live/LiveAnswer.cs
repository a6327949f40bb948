using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Storage;

namespace Edge.Features.Tracking.Live;

/// <summary>
/// A stream of server-sent events (HTML, section 9.2) about one shipment: that it has changed, and nothing of what it is now, for which
/// the page asks as ever. The id of an event is the version that the fact carries: a page hears first which one is true now, unless its
/// Last-Event-ID says that it knows, and so misses nothing, whichever node it comes back to. The place in the log of facts would tell
/// strangers how much this service has to do. A stream that lasts by a caller's right ends when that is taken away.
/// </summary>
internal sealed class LiveAnswer(LiveAudience audience, LiveRightStore rights)
{
    private const int RetryAfterSeconds = 60;
    private const int ReconnectMilliseconds = 2000;

    // The database has this long to say where its log ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly byte[] SignOfLife = ":\n\n"u8.ToArray();

    /// <param name="subject">Whose facts.</param>
    /// <param name="version">Reads the version as it is now; null when there is no such shipment, or no longer.</param>
    /// <param name="isByRight">Whether it lasts by the caller's right, and not by the address of the page.</param>
    public async Task<IResult> Stream(HttpContext http, Guid subject, Func<Task<long?>> version, bool isByRight)
    {
        if (HttpMethods.IsHead(http.Request.Method))
            return await Head(http, version);
        if (audience.Join(subject.ToString(), Limit.ByCaller(http), isByRight ? http.Caller() : null, out var isCallerFull) is not { } listener)
            return isCallerFull ? Problems.TooManyRequests(RetryAfterSeconds) : Problems.Unavailable();
        try
        {
            await audience.Followed.WaitAsync(Patience, http.RequestAborted);
            // Both are read after the facts are followed: whatever comes later is told.
            if (isByRight && !await StillHolds(http))
                return Problems.Unauthorized();
            if (await version() is not { } current)
                return Problems.ShipmentNotFound();
            await Write(http, listener, current);
        }
        catch (TimeoutException)
        {
            return Problems.Unavailable();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            audience.Leave(listener);
        }
        return Results.Empty;
    }

    private static async Task<IResult> Head(HttpContext http, Func<Task<long?>> version)
    {
        if (await version() is null)
            return Problems.ShipmentNotFound();
        Describe(http);
        return Results.Empty;
    }

    // Who cannot be asked for the right has to come anew.
    private async Task<bool> StillHolds(HttpContext http)
    {
        try
        {
            return await rights.StillHolds(http);
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private async Task Write(HttpContext http, LiveListener listener, long current)
    {
        Describe(http);
        // After a restart of the service not all come back in the same moment.
        var retry = ReconnectMilliseconds + RandomNumberGenerator.GetInt32(ReconnectMilliseconds);
        await Send(http, Text($"retry: {retry}\n\n"));
        var known = LastHeard(http) == current ? current : 0;
        listener.Tell(current);
        while (await listener.Next(known, http.RequestAborted) is { } next)
        {
            if (listener.TakeDoubt() && !await StillHolds(http))
                return;
            await Send(http, next > known ? Text($"id: {next}\nevent: change\ndata: {{\"version\":{next}}}\n\n") : SignOfLife);
            known = next;
        }
    }

    // What stands in between is asked to pass each event on as it comes; nginx asks for a header of its own.
    private static void Describe(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = http.CachePolicy().CacheControl;
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    // Any other id than that of now, an earlier one or one that this service never gave, means that something may have been missed.
    private static long? LastHeard(HttpContext http) =>
        long.TryParse(http.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    private static byte[] Text(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private static async Task Send(HttpContext http, byte[] bytes)
    {
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
