using System.Text;
using Microsoft.Net.Http.Headers;

namespace Edge.Observability.Metrics;

/// <summary>GET /metrics on the admin listener.</summary>
internal static class GetMetrics
{
    private const string OpenMetrics = "application/openmetrics-text";
    private const string SupportedVersion = "1.0.0";

    public static Task Handle(HttpContext http, MetricsRegistry registry, ThreadPoolProbe probe)
    {
        probe.Watch();
        var format = Choose(http.Request.Headers.Accept);
        var body = Encoding.UTF8.GetBytes(registry.Expose(format));
        http.Response.ContentType = format.ContentType();
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>
    /// The format with the higher weight (RFC 9110, section 12.5.1); plain text where the header says nothing we know.
    /// </summary>
    internal static ExpositionFormat Choose(IList<string?> accept)
    {
        var (open, plain) = (0.0, 0.0);
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return ExpositionFormat.Prometheus;
        foreach (var range in ranges)
        {
            var weight = range.Quality ?? 1;
            if (range.MediaType.Equals(OpenMetrics, StringComparison.OrdinalIgnoreCase) && IsSupported(range))
                open = Math.Max(open, weight);
            else if (range.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
                plain = Math.Max(plain, weight);
        }
        return open > 0 && open >= plain ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus;
    }

    private static bool IsSupported(MediaTypeHeaderValue range)
    {
        var version = range.Parameters.FirstOrDefault(
            parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return version is null || version.Value.Equals(SupportedVersion, StringComparison.Ordinal);
    }
}
