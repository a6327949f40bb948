using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Observability.Health;

/// <summary>GET /health/detailed on the admin listener: always 200, since it is for reading; probes take /health.</summary>
internal static class GetDetailedHealth
{
    public static async Task Handle(HttpContext http, HealthChecks checks)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(await checks.Current(), WireJson.Default.DetailedHealth);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(body);
    }
}
