using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.SignIn.Wallets;

public sealed class LinkWalletTests
{
    [Fact]
    public async Task Returns_200_and_the_wallet_under_the_name_it_was_given()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var browser = new WalletBrowser(await server.SignedIn(Role.Driver));

        using var answer = await browser.Link(wallet, "  Old phone ");

        var linked = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Wallet))!;
        Assert.Equal((WalletChain.Ethereum, wallet.Address, "Old phone"), (linked.Chain, linked.Address, linked.Name));
        Assert.Equal((server.Time.GetUtcNow(), null), (linked.CreatedAt, linked.LastUsedAt));
        var fact = Assert.Single(await server.Facts(), fact => fact.Kind == "WalletLinked");
        Assert.Contains(linked.Id.ToString(), fact.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain(wallet.Address, fact.Payload, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_has_several_and_sees_no_one_elses()
    {
        await using var server = await EdgeServer.Start();
        using var driver = await server.Linked(TestWallet.Of(WalletChain.Ethereum), Role.Driver);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        (await driver.Link(TestWallet.Of(WalletChain.Solana))).EnsureSuccessStatusCode();
        using var other = await server.Linked(TestWallet.Of(WalletChain.Ethereum, 2), Role.Viewer);

        var mine = (await driver.Http.GetFromJsonAsync(WalletBrowser.Wallets, WireJson.Reading.WalletList))!.Items;

        Assert.Equal(["Ethereum", "Solana"], mine.Select(wallet => wallet.Name));
        var theirs = Assert.Single((await other.Http.GetFromJsonAsync(WalletBrowser.Wallets, WireJson.Reading.WalletList))!.Items);
        using var unlinked = await driver.Unlink(theirs.Id);
        await Answered.Problem(unlinked, HttpStatusCode.NotFound, "wallet-not-found");
    }

    [Fact]
    public async Task Linking_ones_own_again_changes_nothing()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Solana);
        using var browser = await server.Linked(wallet);

        using var again = await browser.Link(wallet, "Another name");

        var linked = (await again.Content.ReadFromJsonAsync(WireJson.Reading.Wallet))!;
        Assert.Equal((HttpStatusCode.OK, "Solana"), (again.StatusCode, linked.Name));
        Assert.Single(await server.Facts(), fact => fact.Kind == "WalletLinked");
    }

    [Fact]
    public async Task Returns_409_for_a_wallet_of_somebody_else()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var driver = await server.Linked(wallet, Role.Driver);
        using var admin = new WalletBrowser(await server.SignedIn(Role.Admin));

        using var answer = await admin.Link(wallet);

        await Answered.Problem(answer, HttpStatusCode.Conflict, "wallet-linked-elsewhere");
    }

    [Fact]
    public async Task One_of_two_who_link_a_wallet_at_once_gets_it()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var driver = new WalletBrowser(await server.SignedIn(Role.Driver));
        using var viewer = new WalletBrowser(await server.SignedIn(Role.Viewer));

        var answers = await Task.WhenAll(driver.Link(wallet), viewer.Link(wallet));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
    }

    [Fact]
    public async Task Returns_409_beyond_twenty_wallets()
    {
        await using var server = await EdgeServer.Start();
        using var browser = new WalletBrowser(await server.SignedIn(Role.Driver));
        for (var number = 1; number <= 20; number++)
            (await browser.Link(TestWallet.Of(WalletChain.Solana, number))).EnsureSuccessStatusCode();

        using var answer = await browser.Link(TestWallet.Of(WalletChain.Solana, 21));

        await Answered.Problem(answer, HttpStatusCode.Conflict, "wallets-full");
    }

    [Fact]
    public async Task A_challenge_to_sign_in_links_nothing_and_one_to_link_lets_nobody_in()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var browser = await server.Linked(wallet);
        var signIn = await browser.Ask(wallet);
        var link = await browser.Ask(wallet, WalletBrowser.LinkChallenge);

        using var linked = await browser.Send(wallet, signIn.Message!, path: WalletBrowser.Wallets);
        using var renamed = await browser.Send(wallet, signIn.Message!.Replace(signIn.Statement, link.Statement, StringComparison.Ordinal), path: WalletBrowser.Wallets);
        using var entered = await browser.Send(wallet, link.Message!);
        using var bent = await browser.Send(wallet, link.Message!.Replace(link.Statement, signIn.Statement, StringComparison.Ordinal));

        await Answered.Problem(linked, HttpStatusCode.UnprocessableEntity, "validation-failed");
        await Answered.Problem(renamed, HttpStatusCode.Unauthorized, "challenge-invalid");
        await Answered.Problem(entered, HttpStatusCode.UnprocessableEntity, "validation-failed");
        await Answered.Problem(bent, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Fact]
    public async Task A_challenge_given_to_one_user_links_nothing_to_the_next_in_the_same_browser()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var driver = new WalletBrowser(await server.SignedIn(Role.Driver));
        var message = (await driver.Ask(wallet, WalletBrowser.LinkChallenge)).Message!;
        using var admin = await server.SignedIn(Role.Admin);
        var challengeCookie = driver.Http.DefaultRequestHeaders.GetValues("Cookie").Single().Split("; ").Single(cookie => cookie.Contains("challenge", StringComparison.Ordinal));
        var session = admin.DefaultRequestHeaders.GetValues("Cookie").Single();
        admin.DefaultRequestHeaders.Remove("Cookie");
        admin.DefaultRequestHeaders.Add("Cookie", $"{session}; {challengeCookie}");
        using var next = new WalletBrowser(admin);

        using var answer = await next.Send(wallet, message, path: WalletBrowser.Wallets);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Fact]
    public async Task The_session_has_another_id_after_each_change_and_the_former_one_is_nobodys()
    {
        await using var server = await EdgeServer.Start();
        using var browser = new WalletBrowser(await server.SignedIn(Role.Driver));
        var before = browser.Http.DefaultRequestHeaders.GetValues("Cookie").Single();
        using var linked = await browser.Link(TestWallet.Of(WalletChain.Solana));
        using var former = server.NewClient();
        former.DefaultRequestHeaders.Add("Cookie", before);

        var me = await former.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me);
        using var unlinked = await browser.Unlink((await linked.Content.ReadFromJsonAsync(WireJson.Reading.Wallet))!.Id);

        Assert.Equal("anonymous", me!.Via);
        Assert.Contains(linked.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-edge=", StringComparison.Ordinal));
        Assert.Contains(unlinked.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-edge=", StringComparison.Ordinal));
        Assert.Equal("session", (await browser.Http.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me))!.Via);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public async Task Returns_422_for_a_name_that_is_none(string name)
    {
        await using var server = await EdgeServer.Start();
        using var browser = new WalletBrowser(await server.SignedIn(Role.Driver));

        using var answer = await browser.Link(TestWallet.Of(WalletChain.Ethereum), name);

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.True(problem.Errors!.ContainsKey("name"));
    }

    [Fact]
    public async Task Returns_401_to_anyone_and_403_to_an_API_key()
    {
        await using var server = await EdgeServer.Start();
        using var key = await server.ApiKey(Role.Admin);
        using var anyone = server.Browser();
        foreach (var (path, body) in new[] { (WalletBrowser.LinkChallenge, (object)new { chain = "solana" }), (WalletBrowser.Wallets, new { chain = "solana", message = "", signature = "" }) })
        {
            using var refused = await anyone.Post(path, body);
            using var machine = await key.PostAsJsonAsync(path, body);
            await Answered.Problem(refused, HttpStatusCode.Unauthorized, "sign-in-needed");
            await Answered.Problem(machine, HttpStatusCode.Forbidden, "session-needed");
        }
        using var list = await key.GetAsync(WalletBrowser.Wallets);
        using var delete = await key.DeleteAsync($"{WalletBrowser.Wallets}/{Guid.NewGuid()}");
        await Answered.Problem(list, HttpStatusCode.Forbidden, "session-needed");
        await Answered.Problem(delete, HttpStatusCode.Forbidden, "session-needed");
    }

    [Fact]
    public async Task Unlinking_tells_of_it_and_frees_the_wallet_for_another()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Solana);
        using var driver = await server.Linked(wallet, Role.Driver);
        var id = Assert.Single((await driver.Http.GetFromJsonAsync(WalletBrowser.Wallets, WireJson.Reading.WalletList))!.Items).Id;

        using var gone = await driver.Unlink(id);
        using var again = await driver.Unlink(id);
        using var admin = await server.Linked(wallet, Role.Admin);

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await Answered.Problem(again, HttpStatusCode.NotFound, "wallet-not-found");
        Assert.Single(await server.Facts(), fact => fact.Kind == "WalletUnlinked");
    }
}
