using Edge.Hosting.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Edge.Hosting;

/// <summary>What one client may take of the process before its request is looked at.</summary>
internal sealed record LimitsOptions(
    int HeaderBytes,
    int HeaderCount,
    int BodyBytes,
    int Connections,
    int Http2Streams,
    TimeSpan HeaderTimeout,
    TimeSpan KeepAlive,
    int RequestRate,
    int ResponseRate,
    TimeSpan RateGrace)
{
    public static LimitsOptions Read(Settings settings) => new(
        settings.Number("Limits:HeaderBytes", 32_768, 4_096, 524_288, "Bytes that all headers of a request may have together."),
        settings.Number("Limits:HeaderCount", 100, 10, 1_000, "Headers that a request may have."),
        settings.Number("Limits:BodyBytes", 1_048_576, 1_024, 1_073_741_824, "Bytes of a request's body, where the route says nothing else."),
        settings.Number("Limits:Connections", 20_000, 1, 1_000_000, "Connections open at the same time, for each listener."),
        settings.Number("Limits:Http2Streams", 100, 1, 10_000, "Requests in flight on one HTTP/2 connection."),
        settings.Duration("Limits:HeaderTimeout", "30s", "1s", "10m", "How long the headers of a request may take to arrive."),
        settings.Duration("Limits:KeepAlive", "130s", "1s", "1h", "How long an idle connection stays open."),
        settings.Number("Limits:RequestRate", 240, 0, 1_048_576, "Bytes a second that a request's body must arrive with; 0 lets it crawl."),
        settings.Number("Limits:ResponseRate", 240, 0, 1_048_576, "Bytes a second that a client must take of an answer; 0 lets it crawl."),
        settings.Duration("Limits:RateGrace", "5s", "2s", "10m", "How long a body or an answer may be slower than its rate."));

    public void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = HeaderCount;
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = Connections;
        limits.Http2.MaxStreamsPerConnection = Http2Streams;
        limits.RequestHeadersTimeout = HeaderTimeout;
        limits.KeepAliveTimeout = KeepAlive;
        limits.MinRequestBodyDataRate = Rate(RequestRate);
        limits.MinResponseDataRate = Rate(ResponseRate);
    }

    private MinDataRate? Rate(int bytesPerSecond) => bytesPerSecond == 0 ? null : new MinDataRate(bytesPerSecond, RateGrace);
}
