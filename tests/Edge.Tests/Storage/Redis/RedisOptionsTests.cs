using Edge.Hosting.Configuration;
using Edge.Storage.Redis;

namespace Edge.Tests.Storage.Redis;

public class RedisOptionsTests
{
    [Theory]
    [InlineData("redis://cache", "cache:6379", false, "", 0)]
    [InlineData("redis://cache:7000/2", "cache:7000", false, "", 2)]
    [InlineData("rediss://:pw@10.0.0.1:6380/", "10.0.0.1:6380", true, "default", 0)]
    [InlineData("redis://u%40x:p%2Fw@[::1]:6379/15", "[::1]:6379", false, "u@x", 15)]
    [InlineData("redis://[fe80::1]", "[fe80::1]:6379", false, "", 0)]
    public void An_address_names_one_server(string text, string endpoint, bool tls, string user, int database)
    {
        var address = RedisAddress.Parse(text);

        Assert.Equal(endpoint, Assert.Single(address.Endpoints).ToString());
        Assert.Equal((tls, user, database, null), (address.IsTls, address.Login.User, address.Database, address.Master));
    }

    [Fact]
    public void An_address_names_sentinels_and_their_master()
    {
        var address = RedisAddress.Parse("rediss+sentinel://edge:pw%2C1@h1:26379,h2,[::1]:3/my%20master/4?sentinel_user=s&sentinel_password=p%26w");

        Assert.Equal(["h1:26379", "h2:26379", "[::1]:3"], address.Endpoints.Select(endpoint => endpoint.ToString()));
        Assert.Equal((true, "my master", 4, "edge", "pw,1"), (address.IsTls, address.Master, address.Database, address.Login.User, address.Login.Password.Reveal()));
        Assert.Equal(("s", "p&w"), (address.SentinelLogin.User, address.SentinelLogin.Password.Reveal()));
    }

    [Theory]
    [InlineData("cache:6379")]
    [InlineData("http://cache")]
    [InlineData("redis://")]
    [InlineData("redis://:6379")]
    [InlineData("redis://u:geheim@")]
    [InlineData("redis://u:geheim@h:0")]
    [InlineData("redis://u:geheim@h:x")]
    [InlineData("redis://u:geheim@h:99999")]
    [InlineData("redis://u:geheim@h/x")]
    [InlineData("redis://u:geheim@h/-1")]
    [InlineData("redis://u:geheim@h/1/2")]
    [InlineData("redis://u:geheim@h1,h2/1")]
    [InlineData("redis://geheim@h")]
    [InlineData("redis://u:geheim@h?x=geheim")]
    [InlineData("redis://u:geheim@[::1/")]
    [InlineData("redis+sentinel://u:geheim@h1,h2")]
    [InlineData("redis+sentinel://u:geheim@h1,,h2/m")]
    [InlineData("redis+sentinel://u:geheim@h1/m/1/2")]
    [InlineData("redis+sentinel://u:geheim@h1/m?sentinel_user=geheim")]
    public void A_wrong_address_is_a_fault_that_repeats_nothing_of_it(string text)
    {
        var settings = EdgeServer.SettingsOf(("Caching:Redis", text));

        Assert.Null(RedisOptions.Read(settings).Address);

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(settings.Verify).Faults, fault => fault.Contains("CACHING", StringComparison.Ordinal));
        Assert.StartsWith("EDGE_CACHING__REDIS: not an address of Redis: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/ca.pem", "cannot be read")]
    [InlineData("/etc/hostname", "holds no certificate")]
    public void A_missing_authority_is_a_fault(string path, string expected)
    {
        var settings = EdgeServer.SettingsOf(("Caching:RedisAuthority", path));
        RedisOptions.Read(settings);

        Assert.Contains(Assert.Throws<ConfigurationFaultException>(settings.Verify).Faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_address_is_shown_nowhere()
    {
        var settings = EdgeServer.SettingsOf(("Caching:Redis", "redis://edge:geheim@cache"));
        var options = RedisOptions.Read(settings);

        Assert.Equal("geheim", options.Address!.Login.Password.Reveal());
        Assert.DoesNotContain("geheim", $"{options}{options.Address}{string.Join("", settings.Known)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 100)]
    [InlineData(6, 3200)]
    [InlineData(7, 5000)]
    [InlineData(1_000_000, 5000)]
    public void Pauses_grow_to_a_bound_and_are_anything_below_it(int failures, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Backoff.Delay(failures, 1));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds / 2.0), Backoff.Delay(failures, 0.5));
        Assert.Equal(TimeSpan.Zero, Backoff.Delay(failures, 0));
    }
}
