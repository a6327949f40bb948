using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Edge.Shared.Signing;

namespace Edge.Aot.Tests.Access;

/// <summary>A service with somebody of each kind, and things of the home organisation for them to ask for.</summary>
public sealed class AccessScene : IAsyncLifetime, IDisposable
{
    private static readonly string[] People = ["viewer", "driver", "operator", "admin"];

    private readonly Sandbox sandbox = new();
    private readonly Dictionary<string, (string Id, string IssuedBy)> users = [];
    private readonly Dictionary<string, string> secrets = [];
    private EdgeProcess? edge;
    private AccessRequests? requests;
    private string root = "";
    private string revoked = "";
    private Guid signingKey;

    internal HttpClient Http => edge!.Http;

    /// <summary>Ids and numbers of the home organisation, that nobody of another one may see.</summary>
    internal List<string> Ours { get; } = [];

    public async Task InitializeAsync()
    {
        string[] unlimited = ["SIGNIN", "FOLLOW", "FOLLOWMISSES", "FOLLOWNUMBERMISSES", "DETAILS", "DETAILSMISSES", "SUBSCRIBE", "REFUSEDCREDENTIALS"];
        edge = await EdgeProcess.Start(sandbox, [.. unlimited.Select(name => ($"EDGE_RATELIMITING__{name}", "0"))]);
        var printed = await EdgeBinary.Run(sandbox, [("EDGE_HOSTING__URLS", edge.Url.AbsoluteUri)], "sign-in-link");
        root = await Open(printed.Output.Trim());
        requests = new AccessRequests(this);
        foreach (var role in People)
            users[role] = (await AddUser(role), root);
        await AddOther();
        await AddRevoked();
        await AddKeys();
    }

    public async Task DisposeAsync()
    {
        if (edge is not null)
            await edge.DisposeAsync();
    }

    public void Dispose() => sandbox.Dispose();

    /// <summary>A request that the route takes, for something that is there, in the name of a caller.</summary>
    internal async Task<HttpRequestMessage> Request(AccessLine line, string method, string caller)
    {
        var request = await requests!.For(line, method, caller);
        if (caller is "revoked" || users.ContainsKey(caller))
        {
            request.Headers.Add("Cookie", caller is "revoked" ? revoked : await Open(await LinkFor(users[caller].Id, users[caller].IssuedBy)));
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        }
        else if (await SecretOf(caller, line.Rule) is { } secret)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }
        return request;
    }

    /// <summary>Signs with the key of an administrator.</summary>
    internal async Task<HttpRequestMessage> Sign(HttpRequestMessage request)
    {
        if (request.Content is not null)
            request.Content.Headers.Add(ContentDigest.Header, ContentDigest.Of(await request.Content.ReadAsByteArrayAsync()));
        using var key = new HmacKey(HmacKey.Derive(secrets["replayed"]));
        RequestSigner.Sign(request, edge!.Url, signingKey, key, Guid.NewGuid().ToString());
        return request;
    }

    /// <summary>The same request again, to the byte.</summary>
    internal static async Task<HttpRequestMessage> Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (request.Content is not null)
        {
            copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync());
            foreach (var header in request.Content.Headers)
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        return copy;
    }

    /// <summary>The home organisation's administrator does something, which has to succeed.</summary>
    internal Task<JsonNode?> Do(string method, string path, string? json = null) => DoAs(root, method, path, json);

    internal async Task<string> AddUser(string role)
    {
        var added = await Do("POST", "/api/v1/users", $$"""{"name":"{{role}} of the table","role":"{{role}}"}""");
        return Note((string)added!["user"]!["id"]!);
    }

    /// <summary>The token of a link that nobody has used.</summary>
    internal async Task<string> Token() => Tail(await LinkFor(await AddUser("viewer"), root));

    internal string Note(string ours)
    {
        Ours.Add(ours);
        return ours;
    }

    // Who makes the links is not who is asked for: that one's sessions may all end.
    private async Task AddOther()
    {
        var added = await Do("POST", "/api/v1/organisations", """{"name":"Other","administrator":"Other administrator"}""");
        var first = await Open((string)added!["sign_in_link"]!["url"]!);
        var second = await DoAs(first, "POST", "/api/v1/users", """{"name":"Another administrator","role":"admin"}""");
        users["other"] = ((string)second!["user"]!["id"]!, first);
    }

    private async Task AddKeys()
    {
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2);
        secrets["expired"] = (await AddKey($"\"expires_at\":\"{soon:yyyy-MM-ddTHH:mm:ss.fffZ}\"")).Secret;
        (secrets["replayed"], signingKey) = await AddKey("\"signing\":{\"algorithm\":\"hmac_sha256\"}");
        while (TimeProvider.System.GetUtcNow() <= soon)
            await Task.Delay(50);
    }

    private async Task<(string Secret, Guid Id)> AddKey(string more)
    {
        var issued = await Do("POST", "/api/v1/api-keys", $$"""{"name":"of the table","role":"admin",{{more}}}""");
        return ((string)issued!["secret"]!, Guid.Parse((string)issued["api_key"]!["id"]!));
    }

    // Those with limits of their own are made when they are first asked for.
    private async Task<string?> SecretOf(string caller, string rule)
    {
        if (caller is "anonymous" or "replayed")
            return null;
        var name = caller == "unscoped" ? $"{caller} {rule}" : caller;
        if (!secrets.TryGetValue(name, out var secret))
        {
            var scopes = AccessTable.Roles["admin"].Where(permission => permission != rule).Select(permission => $"\"{permission}\"");
            var more = caller == "unscoped" ? $"\"scopes\":[{string.Join(',', scopes)}]" : "\"addresses\":[\"192.0.2.0/24\"]";
            secrets[name] = secret = (await AddKey(more)).Secret;
        }
        return secret;
    }

    private async Task AddRevoked()
    {
        var user = await AddUser("admin");
        revoked = await Open(await LinkFor(user, root));
        await Do("DELETE", $"/api/v1/users/{user}/sessions");
    }

    private async Task<string> LinkFor(string user, string issuer) =>
        (string)(await DoAs(issuer, "POST", $"/api/v1/users/{user}/sign-in-link"))!["url"]!;

    private async Task<string> Open(string link)
    {
        using var content = new StringContent($$"""{"token":"{{Tail(link)}}"}""", Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync("/api/v1/session", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static string Tail(string link) => link[(link.IndexOf("#token=", StringComparison.Ordinal) + "#token=".Length)..];

    private async Task<JsonNode?> DoAs(string cookie, string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
