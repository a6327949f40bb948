using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Chains = Xunit.TheoryData<Edge.Shared.Contracts.WalletChain>;

namespace Edge.Tests.Features.SignIn.Wallets;

public sealed class SignInWithWalletTests
{
    public static Chains Both { get; } = new(WalletChain.Ethereum, WalletChain.Solana);

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Returns_200_a_session_and_who_the_caller_is_now(WalletChain chain)
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(chain);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        server.Time.Advance(TimeSpan.FromHours(1));

        using var answer = await browser.Enter(wallet);

        var me = await answer.Content.ReadFromJsonAsync(WireJson.Reading.Me);
        Assert.Equal((HttpStatusCode.OK, "session", Role.Operator), (answer.StatusCode, me!.Via, me.Role));
        Assert.Equal("session", (await browser.Http.GetFromJsonAsync("/api/v1/session", WireJson.Reading.Me))!.Via);
        var listed = await linked.Http.GetFromJsonAsync(WalletBrowser.Wallets, WireJson.Reading.WalletList);
        Assert.Equal(server.Time.GetUtcNow(), Assert.Single(listed!.Items).LastUsedAt);
        Assert.Equal(["WalletLinked", "SignedIn"], (await server.Facts()).Select(fact => fact.Kind).TakeLast(2));
    }

    [Fact]
    public async Task The_challenge_says_all_that_a_wallet_needs_and_its_cookie_is_out_of_reach()
    {
        await using var server = await EdgeServer.Start(("Hosting:PublicUrl", "https://edge.example"), ("SignIn:EthereumChainId", "137"));
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var browser = server.Browser();

        using var answer = await browser.Post(WalletBrowser.SignInChallenge, new { chain = "ethereum", address = wallet.Address.ToLowerInvariant() });
        var challenge = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.WalletChallenge))!;

        Assert.Equal(("edge.example", "https://edge.example", "1", "137"), (challenge.Domain, challenge.Uri, challenge.Version, challenge.ChainId));
        Assert.Equal(TimeSpan.FromMinutes(5), challenge.ExpiresAt - challenge.IssuedAt);
        Assert.Equal(wallet.Address, challenge.Address);
        Assert.Equal(
            $"""
            edge.example wants you to sign in with your Ethereum account:
            {wallet.Address}

            {challenge.Statement}

            URI: https://edge.example
            Version: 1
            Chain ID: 137
            Nonce: {challenge.Nonce}
            Issued At: {challenge.IssuedAt:yyyy-MM-ddTHH:mm:ssZ}
            Expiration Time: {challenge.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}
            """,
            challenge.Message);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-edge-challenge=", cookie);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_challenge_without_an_address_has_the_fields_alone()
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.Browser();

        using var answer = await browser.Post(WalletBrowser.SignInChallenge, new { chain = "solana" });
        var challenge = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.WalletChallenge))!;

        Assert.Equal((null, null, "mainnet"), (challenge.Message, challenge.Address, challenge.ChainId));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Returns_401_for_a_wallet_that_nobody_has_linked(WalletChain chain)
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.Browser();

        using var answer = await browser.Enter(TestWallet.Of(chain));

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "wallet-unknown");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Returns_401_to_a_user_who_is_shut_out_and_for_a_wallet_that_was_unlinked()
    {
        await using var server = await EdgeServer.Start();
        var (shut, gone) = (TestWallet.Of(WalletChain.Ethereum), TestWallet.Of(WalletChain.Solana));
        using var driver = await server.Linked(shut, Role.Driver);
        using var other = await server.Linked(gone);
        var wallet = Assert.Single((await other.Http.GetFromJsonAsync(WalletBrowser.Wallets, WireJson.Reading.WalletList))!.Items);
        (await other.Unlink(wallet.Id)).EnsureSuccessStatusCode();
        await server.Services.GetRequiredService<Database>().Write($"update users set disabled_at = 1 where role = 'driver'");
        using var browser = server.Browser();

        using var first = await browser.Enter(shut);
        using var second = await browser.Enter(gone);

        await Answered.Problem(first, HttpStatusCode.Unauthorized, "wallet-unknown");
        await Answered.Problem(second, HttpStatusCode.Unauthorized, "wallet-unknown");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Returns_401_for_a_challenge_used_before(WalletChain chain)
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(chain);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        (await browser.Send(wallet, message)).EnsureSuccessStatusCode();

        using var again = await browser.Send(wallet, message);

        await Answered.Problem(again, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Fact]
    public async Task Exactly_one_of_many_at_once_gets_in_by_one_challenge()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "0"));
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        var request = new WalletSignInRequest(WalletChain.Ethereum, message, wallet.Sign(message));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            browser.Http.PostAsJsonAsync(WalletBrowser.SignIn, request, WireJson.Default.WalletSignInRequest)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Returns_401_for_the_challenge_of_another_browser_or_without_its_cookie()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Solana);
        using var linked = await server.Linked(wallet);
        using var mine = server.Browser();
        using var other = server.Browser();
        using var bare = server.Browser();
        var message = (await mine.Ask(wallet)).Message!;
        await other.Ask(wallet);

        using var stolen = await other.Send(wallet, message);
        using var without = await bare.Send(wallet, message);
        using var own = await mine.Send(wallet, message);

        await Answered.Problem(stolen, HttpStatusCode.Unauthorized, "challenge-invalid");
        await Answered.Problem(without, HttpStatusCode.Unauthorized, "challenge-invalid");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Returns_422_once_five_minutes_are_over()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        var endless = message[..message.IndexOf("\nExpiration", StringComparison.Ordinal)];
        server.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        using var late = await browser.Send(wallet, message);
        using var withoutEnd = await browser.Send(wallet, endless);

        await Answered.Problem(late, HttpStatusCode.UnprocessableEntity, "validation-failed");
        await Answered.Problem(withoutEnd, HttpStatusCode.Unauthorized, "challenge-invalid");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Returns_401_where_another_wallet_or_another_message_was_signed_and_uses_nothing_up(WalletChain chain)
    {
        await using var server = await EdgeServer.Start();
        var (wallet, thief) = (TestWallet.Of(chain), TestWallet.Of(chain, 2));
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;

        using var byThief = await browser.Send(wallet, message, thief.Sign(message));
        using var ofOther = await browser.Send(wallet, message, wallet.Sign(message + " "));
        using var right = await browser.Send(wallet, message);

        await Answered.Problem(byThief, HttpStatusCode.Unauthorized, "wallet-signature-invalid");
        await Answered.Problem(ofOther, HttpStatusCode.Unauthorized, "wallet-signature-invalid");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Returns_429_after_too_many_tries()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "3"));
        var (wallet, thief) = (TestWallet.Of(WalletChain.Ethereum), TestWallet.Of(WalletChain.Ethereum, 2));
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        for (var i = 0; i < 3; i++)
            (await browser.Send(wallet, message, thief.Sign(message))).Dispose();

        using var answer = await browser.Send(wallet, message);

        await Answered.Problem(answer, HttpStatusCode.TooManyRequests, "too-many-requests");
    }
}
