using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Edge.Tests.Features.Tracking.Carriers;

/// <summary>Detection alone on a real socket, what the pipeline adds is tested with the pipeline; the list comes from the cache, and so from the whole service.</summary>
public sealed class CarrierEndpointsTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();
    private readonly WebApplication app = Build();

    public Task InitializeAsync() => app.StartAsync();

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task Lists_every_carrier_and_lets_anyone_keep_the_list()
    {
        await using var server = await EdgeServer.Start();
        using var response = await server.Http.GetAsync("/api/v1/carriers");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.Public);
        using var list = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        var items = list.RootElement.GetProperty("items");
        Assert.Equal(19, items.GetArrayLength());
        Assert.Equal("https://www.ups.com/track?tracknum={number}", items[0].GetProperty("tracking_url").GetString());
        Assert.Equal("""["ups.1z","ups.waybill"]""", items[0].GetProperty("formats").GetRawText());
        Assert.Equal("""{"id":"other","name":"Other carrier","formats":[]}""", items[18].GetRawText());
    }

    [Fact]
    public async Task Returns_304_for_the_list_a_client_holds()
    {
        await using var server = await EdgeServer.Start();
        using var first = await server.Http.GetAsync("/api/v1/carriers");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/carriers");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Detects_the_carrier_of_a_number()
    {
        var detection = await Detect("1z+5R89390357567127");
        Assert.Equal("1Z5R89390357567127", detection!.Number);
        var candidate = Assert.Single(detection.Candidates);
        Assert.Equal(("ups", DetectionProof.CheckDigit), (candidate.Carrier, candidate.Proof));
        Assert.Equal("https://www.ups.com/track?tracknum=1Z5R89390357567127", candidate.TrackingUrl);
    }

    [Fact]
    public async Task Answers_without_candidates_when_no_format_fits()
    {
        var detection = await Detect("ABC");
        Assert.Equal(("ABC", 0, 0), (detection!.Number, detection.Candidates.Count, detection.Hints.Count));
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("?number=", "missing")]
    [InlineData("?number=%00123", "control characters")]
    [InlineData("?number=%3Cscript%3E", "letters A to Z")]
    [InlineData("?number=12345678&number=87654321", "letters A to Z")]
    [InlineData("?number=12345678901234567890123456789012345678901234567890123456789012345", "at most 64")]
    public async Task Returns_400_for_what_is_no_number(string query, string reason)
    {
        using var response = await Http.GetAsync($"{Url}/api/v1/carriers/detect{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync(WireJson.Reading.ProblemDetails);
        Assert.Equal("/docs/problems#invalid-parameter", problem!.Type);
        Assert.Contains(reason, Assert.Single(problem.Errors!["number"]), StringComparison.Ordinal);
    }

    private string Url => app.Urls.First();

    private Task<CarrierDetection?> Detect(string number) =>
        Http.GetFromJsonAsync($"{Url}/api/v1/carriers/detect?number={number}", WireJson.Reading.CarrierDetection);

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGroup("/api/v1").MapCarriers();
        return app;
    }
}
