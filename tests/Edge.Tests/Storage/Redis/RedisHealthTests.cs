using System.Net;
using System.Text.Json;

namespace Edge.Tests.Storage.Redis;

public class RedisHealthTests
{
    [Fact]
    public async Task Is_a_component_with_its_latency_and_counted()
    {
        await using var redis = await RedisServer.Start();
        await using var server = await EdgeServer.Start(("Caching:Redis", redis.Url));

        var component = await Component(server);

        Assert.Equal(("healthy", $"127.0.0.1:{redis.Port}"), (component.GetProperty("state").GetString(), component.GetProperty("detail").GetString()));
        Assert.True(component.GetProperty("latency_ms").GetDouble() > 0);
        var metrics = await server.Admin.GetStringAsync("/metrics");
        Assert.Contains("edge_redis_connected 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("edge_redis_commands_total 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("edge_redis_in_flight 0\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_absence_degrades_the_service_and_takes_it_out_of_no_rotation()
    {
        await using var server = await EdgeServer.Start(("Caching:Redis", $"redis://edge:geheim@127.0.0.1:{RedisServer.FreePort()}"));

        var component = await Component(server);

        Assert.Equal("degraded", component.GetProperty("state").GetString());
        Assert.Contains("Redis is unreachable", component.GetProperty("last_error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", component.GetRawText(), StringComparison.Ordinal);
        using var ready = await server.Http.GetAsync("/health/ready");
        using var health = await server.Http.GetAsync("/health");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (ready.StatusCode, health.StatusCode));
    }

    [Fact]
    public async Task What_is_not_configured_is_not_there()
    {
        await using var server = await EdgeServer.Start();

        Assert.DoesNotContain("\"redis\"", await server.Admin.GetStringAsync("/health/detailed"), StringComparison.Ordinal);
        Assert.DoesNotContain("edge_redis", await server.Admin.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Component(EdgeServer server)
    {
        using var health = JsonDocument.Parse(await server.Admin.GetStringAsync("/health/detailed"));
        return health.RootElement.GetProperty("components").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "redis").Clone();
    }
}
