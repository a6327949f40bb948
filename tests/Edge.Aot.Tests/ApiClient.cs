using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

/// <summary>Speaks to a service as a machine with an API key does.</summary>
internal sealed class ApiClient(HttpClient http, string? secret)
{
    private const string LinkMark = "/sign-in#token=";

    // The service leaves nulls out, so a reader must not ask for them.
    private static readonly WireJson Wire = new(new JsonSerializerOptions(WireJson.Default.Options) { RespectRequiredConstructorParameters = false });

    /// <summary>Follows a fresh sign-in link into an admin session, and has that session issue a key.</summary>
    public static async Task<string> IssueKey(EdgeProcess edge, Sandbox sandbox, Role role, params (string Name, string Value)[] settings) =>
        await IssueKey(edge, await SignInLink(edge, sandbox, settings), role);

    /// <returns>What the command printed: a text with the link.</returns>
    public static async Task<string> SignInLink(EdgeProcess edge, Sandbox sandbox, params (string Name, string Value)[] settings)
    {
        var printed = await EdgeBinary.Run(sandbox, [("EDGE_HOSTING__URLS", edge.Url.AbsoluteUri), .. settings], "sign-in-link");
        Assert.True(printed.ExitCode == 0, $"sign-in-link printed: {printed}");
        return printed.Output;
    }

    /// <param name="printed">A text with a sign-in link that nobody has used.</param>
    public static async Task<string> IssueKey(EdgeProcess edge, string printed, Role role) => await IssueKey(edge, role, await SignIn(edge, printed));

    /// <param name="cookie">Of an administrator's session.</param>
    public static async Task<string> IssueKey(EdgeProcess edge, Role role, string cookie)
    {
        var asked = new CreateApiKeyRequest($"{role} of the tests", role);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys") { Content = JsonContent.Create(asked, WireJson.Default.CreateApiKeyRequest) };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", edge.Url.GetLeftPart(UriPartial.Authority));
        using var answer = await edge.Http.SendAsync(request);
        return (await Read(answer, Wire.IssuedApiKey)).Secret;
    }

    /// <param name="printed">A text with a sign-in link that nobody has used.</param>
    /// <returns>The session's cookie.</returns>
    public static async Task<string> SignIn(EdgeProcess edge, string printed)
    {
        var start = printed.IndexOf(LinkMark, StringComparison.Ordinal);
        Assert.True(start >= 0, $"No link in: {printed}");
        var token = printed[(start + LinkMark.Length)..].Split()[0];

        using var signedIn = await edge.Http.PostAsync("/api/v1/session", JsonContent.Create(new SignInRequest(token), WireJson.Default.SignInRequest));
        Assert.True(signedIn.IsSuccessStatusCode, await signedIn.Content.ReadAsStringAsync());
        return string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
    }

    public async Task<Shipment> CreateShipment(CreateShipmentRequest shipment)
    {
        using var answer = await Post("/api/v1/shipments", JsonContent.Create(shipment, WireJson.Default.CreateShipmentRequest));
        return await Read(answer, Wire.Shipment);
    }

    public async Task<AppendedEvent> AppendEvent(Guid shipment, AppendEventRequest item, Guid idempotencyKey)
    {
        using var answer = await Post($"/api/v1/shipments/{shipment}/events", JsonContent.Create(item, WireJson.Default.AppendEventRequest), idempotencyKey);
        return await Read(answer, Wire.AppendedEvent);
    }

    public async Task<AppendEventsResponse> AppendEvents(IReadOnlyList<AppendEventsItem> items, Guid idempotencyKey)
    {
        var content = JsonContent.Create(new AppendEventsRequest(items), WireJson.Default.AppendEventsRequest);
        using var answer = await Post("/api/v1/events", content, idempotencyKey);
        return await Read(answer, Wire.AppendEventsResponse);
    }

    /// <summary>The whole timeline, page after page.</summary>
    public async Task<IReadOnlyList<Event>> Timeline(Guid shipment)
    {
        var events = new List<Event>();
        for (string? next = null; ;)
        {
            var query = next is null ? "" : $"?cursor={Uri.EscapeDataString(next)}";
            using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/shipments/{shipment}/events{query}"));
            var page = await Read(answer, Wire.EventPage);
            events.AddRange(page.Items);
            if (page.Next is null)
                return events;
            next = page.Next;
        }
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        using (request)
        {
            if (secret is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return await http.SendAsync(request);
        }
    }

    private Task<HttpResponseMessage> Post(string path, HttpContent content, Guid? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", (idempotencyKey ?? Guid.NewGuid()).ToString());
        return Send(request);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer, JsonTypeInfo<T> type)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
            return JsonSerializer.Deserialize(text, type)!;
        throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
    }
}
