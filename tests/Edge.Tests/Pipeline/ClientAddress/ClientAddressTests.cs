using System.Net;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Pipeline.ClientAddress;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Pipeline.ClientAddress;

public class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.9", null, "192.0.2.9")]                                 // nobody is trusted to say otherwise
    [InlineData("192.0.2.9", "198.51.100.1", "192.0.2.9")]
    [InlineData("::ffff:192.0.2.9", null, "192.0.2.9")]
    [InlineData("10.0.0.1", null, "10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1")]            // what the client wrote itself stands to the left
    [InlineData("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1")]
    [InlineData("10.0.0.1", "10.9.9.9, 198.51.100.1, 10.0.0.2", "198.51.100.1")]
    [InlineData("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3")]
    [InlineData("10.0.0.1", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("10.0.0.1", "2001:db8::1", "2001:db8::1")]
    [InlineData("10.0.0.1", "1.1.1.1, unknown", "10.0.0.1")]
    [InlineData("10.0.0.1", "1.1.1.1, unknown, 10.0.0.2", "10.0.0.2")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("10.0.0.1", ",,,", "10.0.0.1")]
    [InlineData("10.0.0.1", "<script>", "10.0.0.1")]
    [InlineData("2001:db8:ffff::1", "198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.7", "198.51.100.1", "198.51.100.1")]
    [InlineData("203.0.113.8", "198.51.100.1", "203.0.113.8")]
    public async Task The_client_is_the_rightmost_address_that_is_no_trusted_proxy(string peer, string? header, string client)
    {
        var http = await Pass("10.0.0.0/8; 2001:db8:ffff::/48; 203.0.113.7", peer, ("X-Forwarded-For", header));

        Assert.Equal(IPAddress.Parse(client), http.Connection.RemoteIpAddress);
    }

    [Fact]
    public async Task Several_header_lines_are_one_list()
    {
        var http = await Pass("10.0.0.0/8", "10.0.0.1", ("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "198.51.100.1"));

        Assert.Equal(IPAddress.Parse("198.51.100.1"), http.Connection.RemoteIpAddress);
    }

    /// <summary>A proxy that sets X-Forwarded-For passes a Forwarded on as the client wrote it.</summary>
    [Fact]
    public async Task Only_the_configured_header_counts()
    {
        var http = await Pass("10.0.0.0/8", "10.0.0.1", ("Forwarded", "for=1.1.1.1;proto=https"));

        Assert.Equal(IPAddress.Parse("10.0.0.1"), http.Connection.RemoteIpAddress);
        Assert.Equal("http", http.Request.Scheme);
    }

    [Theory]
    [InlineData("for=198.51.100.1;proto=https", "198.51.100.1", "https")]
    [InlineData("For=\"[2001:db8::1]:4711\"; Proto=HTTPS; by=10.0.0.1", "2001:db8::1", "https")]
    [InlineData("for=1.1.1.1;proto=http, for=198.51.100.1;proto=https, for=10.0.0.2;proto=http", "198.51.100.1", "https")]
    [InlineData("for=_hidden", "10.0.0.1", "http")]
    [InlineData("for=", "10.0.0.1", "http")]
    [InlineData("proto=gopher;for=198.51.100.1", "198.51.100.1", "http")]
    [InlineData(";;=;,=", "10.0.0.1", "http")]
    public async Task Forwarded_is_read_as_RFC_7239_has_it(string header, string client, string scheme)
    {
        var http = await Pass("10.0.0.0/8", "10.0.0.1", ForwardedHeader.Forwarded, ("Forwarded", header));

        Assert.Equal(IPAddress.Parse(client), http.Connection.RemoteIpAddress);
        Assert.Equal(scheme, http.Request.Scheme);
    }

    [Theory]
    [InlineData("198.51.100.1", "https", "https")]
    [InlineData("198.51.100.1, 10.0.0.2", "https", "https")]
    [InlineData("198.51.100.1, 10.0.0.2", "https, http", "https")]
    [InlineData("198.51.100.1", "http, https", "https")]
    [InlineData("198.51.100.1", "javascript", "http")]
    [InlineData("198.51.100.1", null, "http")]
    public async Task The_scheme_belongs_to_the_clients_hop(string addresses, string? schemes, string scheme)
    {
        var http = await Pass("10.0.0.0/8", "10.0.0.1", ("X-Forwarded-For", addresses), ("X-Forwarded-Proto", schemes));

        Assert.Equal(scheme, http.Request.Scheme);
    }

    [Theory]
    [InlineData("unix", "198.51.100.1")]
    [InlineData("10.0.0.0/8", null)]
    public async Task A_unix_socket_is_trusted_by_its_word_only(string proxies, string? client)
    {
        var http = await Pass(proxies, null, ("X-Forwarded-For", "198.51.100.1"));

        Assert.Equal(client, http.Connection.RemoteIpAddress?.ToString());
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10")]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/8;;nonsense")]
    [InlineData("::1/129")]
    public void A_wrong_range_stops_the_start(string proxies)
    {
        var settings = EdgeServer.SettingsOf(("Hosting:TrustedProxies", proxies));

        var error = Assert.Throws<ConfigurationFaultException>(() => Program.Compose(settings));

        Assert.Contains("EDGE_HOSTING__TRUSTEDPROXIES", Assert.Single(error.Faults));
    }

    private static Task<HttpContext> Pass(string proxies, string? peer, params (string Name, string? Value)[] headers) =>
        Pass(proxies, peer, ForwardedHeader.XForwardedFor, headers);

    private static async Task<HttpContext> Pass(
        string proxies, string? peer, ForwardedHeader header, params (string Name, string? Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Request.Scheme = "http";
        http.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        foreach (var (name, value) in headers)
            http.Request.Headers.Append(name, value);
        var settings = EdgeServer.SettingsOf(("Hosting:TrustedProxies", proxies), ("Hosting:ForwardedHeader", header.ToString()));
        await new ClientAddressMiddleware(_ => Task.CompletedTask, HostingOptions.Read(settings)).InvokeAsync(http);
        return http;
    }
}
