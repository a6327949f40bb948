using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Features.SignIn.Links;
using Edge.Hosting;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests;

/// <summary>
/// Callers of an organisation other than the home one, for tests of what they must not see. What makes them is the harness's own SQL: it
/// needs neither the routes that manage organisations nor those that manage users.
/// </summary>
internal static class OtherOrganisation
{
    public const long Number = 2;

    /// <summary>A program of the other organisation, with a key of its own.</summary>
    public static async Task<HttpClient> OtherApiKey(this EdgeServer server, Role role, long organisation = Number)
    {
        await Ensure(server, organisation);
        using var admin = await server.SignedIn(Role.Admin);
        using var answer = await admin.PostAsJsonAsync(
            "/api/v1/api-keys", new CreateApiKeyRequest("of another", role), WireJson.Default.CreateApiKeyRequest);
        answer.EnsureSuccessStatusCode();
        var issued = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!;
        await Database(server).Write($"update api_keys set organisation = {organisation} where id = {issued.ApiKey.Id}");
        var client = server.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Secret);
        return client;
    }

    /// <summary>A browser that is signed in as a new user of the other organisation.</summary>
    public static async Task<HttpClient> OtherSignedIn(this EdgeServer server, Role role, long organisation = Number)
    {
        await Ensure(server, organisation);
        var user = Guid.CreateVersion7();
        await Database(server).Write($"""
            insert into users (id, name, role, organisation, created_at)
            values ({user}, {"Of another"}, {WireName.Of(role)}, {organisation}, {server.Time.GetUtcNow()})
            """);
        var link = await server.Services.GetRequiredService<SignInLinks>().Issue(role);
        var token = link.Fragment["#token=".Length..];
        var hash = server.Services.GetRequiredService<KeyedHash>().Of("sign-in-link", token);
        await Database(server).Write($"update sign_in_links set user_id = {user} where token_hash = {hash}");
        return await server.Open(token);
    }

    /// <summary>The organisation's row, where it is not there yet.</summary>
    public static Task<int> Ensure(EdgeServer server, long organisation = Number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Organisation {organisation}");
        return Database(server).Write($"""
            insert into organisations (seq, id, name, created_at)
            values ({organisation}, {Guid.CreateVersion7()}, {name}, {server.Time.GetUtcNow()})
            on conflict (seq) do nothing
            """);
    }

    private static Database Database(EdgeServer server) => server.Services.GetRequiredService<Database>();
}
