using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Tests.Features.SignIn;
using Edge.Tests.Features.SignIn.Passkeys;
using Edge.Tests.Features.SignIn.Wallets;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Access;

/// <summary>Somebody had a user's session for a moment, and added a passkey or a wallet of their own.</summary>
public class WaysInTests
{
    [Fact]
    public async Task A_removed_passkey_lets_nobody_in_and_every_session_has_ended()
    {
        await using var server = await PasskeyScene.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var thief = await TestBrowser.SignedIn(server);
        var passkey = new SoftPasskey();
        var added = await thief.Add(passkey, "Theirs");
        var user = await Operator(admin);

        var way = Assert.Single(await Ways(admin, user));
        using var answer = await admin.DeleteAsync($"{PathOf(user)}/{added.Id}");

        Assert.Equal((added.Id, SignInWay.Passkey, "Theirs", added.CreatedAt), (way.Id, way.Way, way.Name, way.CreatedAt));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("anonymous", await thief.Via());
        using var again = await thief.SignIn(passkey);
        await Answered.Problem(again, HttpStatusCode.Unauthorized, "passkey-refused");
        Assert.Empty(await Ways(admin, user));
        Assert.Contains(await server.Facts(), fact => fact.Kind == "PasskeyRemoved" && fact.Payload.Contains(added.Id.ToString()));
        Assert.Equal(1, await Audited(server, user, "PasskeyRemoved"));
        Assert.Equal("session", (await admin.Me()).Via);
    }

    [Fact]
    public async Task A_removed_wallet_lets_nobody_in_and_can_be_linked_anew()
    {
        await using var server = await PasskeyScene.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var wallet = TestWallet.Of(WalletChain.Solana);
        using var thief = await server.Linked(wallet);
        var user = await Operator(admin);

        var way = Assert.Single(await Ways(admin, user));
        using var answer = await admin.DeleteAsync($"{PathOf(user)}/{way.Id}");

        Assert.Equal((SignInWay.Wallet, WalletChain.Solana, wallet.Address), (way.Way, way.Chain, way.Address));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("anonymous", (await thief.Http.Me()).Via);
        using var again = await thief.Enter(wallet);
        await Answered.Problem(again, HttpStatusCode.Unauthorized, "wallet-unknown");
        Assert.Contains(await server.Facts(), fact => fact.Kind == "WalletUnlinked" && fact.Payload.Contains(way.Id.ToString()));
        Assert.Equal(1, await Audited(server, user, "WalletUnlinked"));
        (await server.Linked(wallet, Role.Driver)).Dispose();
    }

    [Fact]
    public async Task What_is_not_the_users_is_not_there_and_ends_nothing()
    {
        await using var server = await PasskeyScene.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var browser = await TestBrowser.SignedIn(server);
        using var driver = await TestBrowser.SignedIn(server, Role.Driver);
        var added = await driver.Add(new SoftPasskey());

        using var answer = await admin.DeleteAsync($"{PathOf(await Operator(admin))}/{added.Id}");

        await Answered.Problem(answer, HttpStatusCode.NotFound, "way-in-not-found");
        Assert.Equal(("session", "session"), (await browser.Via(), await driver.Via()));
    }

    [Fact]
    public async Task A_key_takes_nothing_away_from_who_may_more_than_it()
    {
        await using var server = await PasskeyScene.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var browser = await TestBrowser.SignedIn(server);
        var added = await browser.Add(new SoftPasskey());
        using var key = await Key(server, admin, "users:manage");
        var user = await Operator(admin);

        using var answer = await key.DeleteAsync($"{PathOf(user)}/{added.Id}");

        await Answered.Problem(answer, HttpStatusCode.Forbidden, "permission-missing");
        Assert.Single(await Ways(key, user));
        Assert.Equal("session", await browser.Via());
    }

    [Fact]
    public async Task Users_of_another_organisation_are_not_there()
    {
        await using var server = await PasskeyScene.Start();
        using var home = await server.SignedIn(Role.Admin);
        using var browser = await TestBrowser.SignedIn(server);
        var added = await browser.Add(new SoftPasskey());
        var user = await Operator(home);
        using var other = await server.Opens((await home.AddOrganisation("Other")).SignInLink);

        using var listed = await other.GetAsync(PathOf(user));
        using var removed = await other.DeleteAsync($"{PathOf(user)}/{added.Id}");

        await Answered.Problem(listed, HttpStatusCode.NotFound, "user-not-found");
        await Answered.Problem(removed, HttpStatusCode.NotFound, "user-not-found");
        Assert.Single(await Ways(home, user));
    }

    private static string PathOf(Guid user) => $"{AccessCalls.Users}/{user}/ways-in";

    private static async Task<IReadOnlyList<UserWayIn>> Ways(HttpClient admin, Guid user) =>
        (await admin.GetFromJsonAsync(PathOf(user), WireJson.Reading.UserWayInList))!.Items;

    private static async Task<Guid> Operator(HttpClient admin) => (await admin.ListUsers()).First(user => user.Role == Role.Operator).Id;

    private static async Task<long?> Audited(EdgeServer server, Guid user, string action)
    {
        var subject = $"user:{user}";
        return await server.Services.GetRequiredService<Database>().Read(
            session => session.Number($"select count(*) from audit where subject = {subject} and action = {action} and caller_name = {"Administrator"}"));
    }

    private static async Task<HttpClient> Key(EdgeServer server, HttpClient admin, string scope)
    {
        using var answer = await admin.PostAsJsonAsync(
            "/api/v1/api-keys", new CreateApiKeyRequest("of little", Role.Admin, Scopes: [scope]), WireJson.Default.CreateApiKeyRequest);
        answer.EnsureSuccessStatusCode();
        var client = server.NewClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync(WireJson.Reading.IssuedApiKey))!.Secret);
        return client;
    }
}
