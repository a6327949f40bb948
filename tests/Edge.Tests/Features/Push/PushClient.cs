using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Features.Push.Delivery;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Push;

/// <summary>Speaks with the endpoints of subscriptions as a browser does.</summary>
internal sealed class PushClient(EdgeServer server, HttpClient? http = null)
{
    public const string Root = "/api/v1/subscriptions";

    private readonly HttpClient http = http ?? server.Http;

    public static Task<EdgeServer> Start(FakePushService service, params (string Key, string Value)[] settings) =>
        EdgeServer.Start([("Push:TestServices", service.Origin), ("Hosting:PublicUrl", "https://parcels.example"), .. settings]);

    public Task<Answer> Save(SaveSubscriptionRequest request) =>
        Send(HttpMethod.Put, Root, request, WireJson.Default.SaveSubscriptionRequest);

    public async Task Saved(SaveSubscriptionRequest request) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Save(request)).Status);

    public async Task<SubscriptionList> Find(string endpoint) =>
        (await Send(HttpMethod.Post, $"{Root}/find", new FindSubscriptionsRequest(endpoint), WireJson.Default.FindSubscriptionsRequest))
            .As(WireJson.Reading.SubscriptionList);

    public Task<Answer> Remove(RemoveSubscriptionsRequest request) =>
        Send(HttpMethod.Post, $"{Root}/remove", request, WireJson.Default.RemoveSubscriptionsRequest);

    public Task<Answer> Renew(RenewSubscriptionRequest request) =>
        Send(HttpMethod.Post, $"{Root}/renew", request, WireJson.Default.RenewSubscriptionRequest);

    public async Task<Answer> Send<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, type) };
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    /// <summary>Waits until everything that has happened was told or put off.</summary>
    public static async Task Quiet(EdgeServer server, Func<long, bool> isRight)
    {
        var database = server.Services.GetRequiredService<Database>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isRight(await database.Read(session => session.Number($"select count(*) from push_messages")) ?? 0))
            await Task.Delay(10, patience.Token);
    }

    public async Task<PushReport> Report()
    {
        using var admin = await server.SignedIn(Role.Admin);
        return JsonSerializer.Deserialize(await admin.GetStringAsync("/api/v1/admin/subscriptions"), WireJson.Reading.PushReport)!;
    }

    /// <summary>The place in the log of facts that messages were made up to.</summary>
    public static ValueTask<FanOutPlace?> Place(EdgeServer server) => server.Services.GetRequiredService<FanOutStore>().Place(default);
}
