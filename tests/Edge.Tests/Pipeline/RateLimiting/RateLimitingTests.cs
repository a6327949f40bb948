using System.Net;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Edge.Tests.Pipeline.RateLimiting;

public class RateLimitingTests
{
    private const string Via = "203.0.113.";

    [Fact]
    public async Task Returns_429_with_the_time_to_wait_once_the_bucket_is_empty()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:Reads", "3"));
        for (var left = 2; left >= 0; left--)
        {
            using var allowed = await server.Http.GetAsync("/api/v1/session");
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
            Assert.Equal("\"read\";q=3;w=60", allowed.Headers.GetValues("RateLimit-Policy").Single());
            Assert.Equal($"\"read\";r={left};t=20", allowed.Headers.GetValues("RateLimit").Single());
        }

        using var refused = await server.Http.GetAsync("/api/v1/session");

        await Answered.Problem(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal("20", refused.Headers.GetValues("Retry-After").Single());
        server.Time.Advance(TimeSpan.FromSeconds(20));
        using var later = await server.Http.GetAsync("/api/v1/session");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_limit_of_0_is_none()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:Reads", "0"));

        using var answer = await server.Http.GetAsync("/api/v1/session");

        Assert.False(answer.Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task Callers_have_allowances_of_their_own_at_one_address()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:Reads", "1"));
        using var browser = await server.SignedIn(Role.Admin);
        using var program = await server.ApiKey(Role.Admin);

        foreach (var client in new[] { server.Http, browser, program })
        {
            using var first = await client.GetAsync("/api/v1/session");
            using var second = await client.GetAsync("/api/v1/session");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        }
    }

    // The sign-in links of a role open sessions of one user.
    [Theory]
    [InlineData("RateLimiting:Reads", "GET", "/api/v1/session")]
    [InlineData("RateLimiting:Writes", "DELETE", "/api/v1/api-keys/x")]
    public async Task Browsers_signed_in_as_the_same_user_have_allowances_of_their_own(string limit, string method, string path)
    {
        await using var server = await EdgeServer.Start((limit, "2"));
        using var one = await server.SignedIn(Role.Admin);
        using var other = await server.SignedIn(Role.Admin);

        foreach (var client in new[] { one, other })
        {
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 3; i++)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var answer = await client.SendAsync(request);
                statuses.Add(answer.StatusCode);
            }
            Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..2]);
            Assert.Equal(HttpStatusCode.TooManyRequests, statuses[2]);
        }
    }

    [Fact]
    public async Task A_request_without_a_token_is_no_try_to_sign_in()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "1"));

        foreach (var body in (string[])["", "{", "{}", """{"token":null}""", """{"token":""}""", """{"token":"half-a-tok"}""", """{"tok":"x"}"""])
        {
            using var answer = await server.Http.PostAsync("/api/v1/session", new StringContent(body, null, "application/json"));
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{body}: {answer.StatusCode}");
        }
        using var form = await server.Http.PostAsync("/api/v1/session", new StringContent("token=x"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);

        using var signedIn = await server.SignedIn(Role.Admin);
    }

    [Fact]
    public async Task Sign_in_tries_are_counted_by_address()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "2"), ("Hosting:TrustedProxies", "127.0.0.1"));

        Assert.Equal(HttpStatusCode.Unauthorized, await Try("1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try("1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try("1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try("2"));

        async Task<HttpStatusCode> Try(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
            {
                Content = new StringContent($$"""{"token":"{{OpaqueToken.Create()}}"}""", null, "application/json"),
                Headers = { { "X-Forwarded-For", Via + host } },
            };
            using var answer = await server.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Misses_are_counted_by_address_and_hits_and_unreadable_requests_are_not()
    {
        var limits = new Limits(Options(followMisses: 2), new FakeTime());

        foreach (var status in new[] { 200, 400, 415, 422, 200, 500, 503 })
            Assert.Equal(status, await Ask(limits, RateLimit.Follow, status, "1"));
        Assert.Equal(404, await Ask(limits, RateLimit.Follow, 404, "1"));
        Assert.Equal(403, await Ask(limits, RateLimit.Follow, 403, "1"));
        Assert.Equal(429, await Ask(limits, RateLimit.Follow, 200, "1"));
        Assert.Equal(200, await Ask(limits, RateLimit.Follow, 200, "2"));
    }

    [Fact]
    public async Task However_many_addresses_miss_others_may_still_follow()
    {
        var limits = new Limits(Options(follow: 60, followMisses: 20), new FakeTime());

        for (var host = 1; host <= 200; host++)
        {
            for (var miss = 0; miss < 20; miss++)
                Assert.Equal(404, await Ask(limits, RateLimit.Follow, 404, $"{host}"));
        }

        Assert.Equal(200, await Ask(limits, RateLimit.Follow, 200, "201"));
    }

    [Fact]
    public async Task Changing_between_the_networks_of_one_site_gains_ten_addresses_worth_of_misses()
    {
        var limits = new Limits(Options(followMisses: 1), new FakeTime());

        for (var network = 1; network <= 10; network++)
            Assert.Equal(404, await AskFrom(limits, RateLimit.Follow, 404, $"2001:db8:1:{network}::1"));
        Assert.Equal(429, await AskFrom(limits, RateLimit.Follow, 404, "2001:db8:1:b::1"));
        Assert.Equal(404, await AskFrom(limits, RateLimit.Follow, 404, "2001:db8:2:b::1"));
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_do_not_pass_the_ceiling_together()
    {
        var limits = new Limits(Options(detailsMisses: 2), new FakeTime());
        var inFlight = new List<int>();

        async Task<int> Nested(int depth)
        {
            if (depth > 0)
                inFlight.Add(await Ask(limits, RateLimit.Details, 403, $"{depth}", "a", () => Nested(depth - 1)));
            return 0;
        }

        await Nested(4);

        Assert.Equal([429, 403, 403], inFlight);
    }

    [Fact]
    public async Task Tries_of_postcodes_are_counted_by_address_and_token_and_misses_by_token()
    {
        var limits = new Limits(Options(details: 2, detailsMisses: 3), new FakeTime());

        Assert.Equal(403, await Ask(limits, RateLimit.Details, 403, "1", "a"));
        Assert.Equal(403, await Ask(limits, RateLimit.Details, 403, "1", "a"));
        Assert.Equal(429, await Ask(limits, RateLimit.Details, 403, "1", "a"));
        Assert.Equal(403, await Ask(limits, RateLimit.Details, 403, "1", "b"));
        Assert.Equal(403, await Ask(limits, RateLimit.Details, 403, "2", "a"));
        Assert.Equal(429, await Ask(limits, RateLimit.Details, 200, "2", "a"));
    }

    private static RateLimitingOptions Options(int follow = 0, int followMisses = 0, int details = 0, int detailsMisses = 0) =>
        new(0, follow, followMisses, 0, details, detailsMisses, 0, 0, 0, 0);

    private static Task<int> Ask(
        Limits limits, RateLimit limit, int answer, string host, string? token = null, Func<Task>? meanwhile = null) =>
        AskFrom(limits, limit, answer, Via + host, token, meanwhile);

    private static async Task<int> AskFrom(
        Limits limits, RateLimit limit, int answer, string address, string? token = null, Func<Task>? meanwhile = null)
    {
        var response = new StartedResponse();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseFeature>(response);
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.RouteValues["token"] = token;
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new RateLimitRule(limit)), null));
        var middleware = new RateLimitingMiddleware(
            async passed =>
            {
                if (meanwhile is not null)
                    await meanwhile();
                passed.Response.StatusCode = answer;
            },
            limits);
        await middleware.InvokeAsync(http);
        await response.Start();
        return http.Response.StatusCode;
    }

    /// <summary>A response whose start the test calls, as Kestrel would before the first byte.</summary>
    private sealed class StartedResponse : HttpResponseFeature
    {
        private readonly Stack<Func<Task>> starting = new();

        public override void OnStarting(Func<object, Task> callback, object state) => starting.Push(() => callback(state));

        public async Task Start()
        {
            while (starting.TryPop(out var callback))
                await callback();
        }
    }
}
