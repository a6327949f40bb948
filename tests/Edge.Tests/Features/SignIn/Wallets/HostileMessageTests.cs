using System.Net;
using System.Text;
using Edge.Shared.Contracts;
using FsCheck.Fluent;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>Messages that a linked wallet has truly signed, but that are not what it was asked to sign.</summary>
public sealed class HostileMessageTests
{
    [Theory]
    [InlineData("127.0.0.1", "evil.example", "Domain:")]
    [InlineData("Sign in to Edge", "Sign in to edge", "Statement:")]
    [InlineData("URI: http://127.0.0.1", "URI: https://127.0.0.1", "URI:")]
    [InlineData("Version: 1", "Version: 2", "Version:")]
    [InlineData("Version: 1\n", "", "Version:")]
    [InlineData("Chain ID: 1", "Chain ID: 5", "Chain ID:")]
    [InlineData("Chain ID: 1", "Chain ID: 01", "Chain ID:")]
    [InlineData("Issued At: 20", "Issued At: 19", "Issued At:")]
    [InlineData("Issued At: 20", "Issued At: 21", "Issued At:")]
    [InlineData("Issued At: 20", "Issued At: x20", "Issued At:")]
    [InlineData("Expiration Time: 20", "Expiration Time: 19", "Expiration Time:")]
    [InlineData("$", "\nNot Before: 2999-01-01T00:00:00Z", "Not Before:")]
    [InlineData("$", "\nRequest ID: 1", "Request ID:")]
    [InlineData("$", "\nResources:", "Resources:")]
    [InlineData("$", "\nResources:\n- https://example.com/", "Resources:")]
    [InlineData("$", "\n", null)]
    [InlineData("\n", "\r\n", null)]
    [InlineData(" wants you to sign in", "  wants you to sign in", "Domain:")]
    [InlineData(" wants you", ".evil.example wants you", "Domain:")]
    [InlineData("Ethereum account", "Solana account", null)]
    [InlineData("Nonce: ", "Nonce: 1\nNonce: ", null)]
    [InlineData("Sign in to Edge", "Sign in to Edgе", null)] // a letter of another alphabet
    public async Task Returns_422_and_names_the_field(string part, string changed, string? field)
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        var hostile = part == "$" ? message + changed : message.Replace(part, changed, StringComparison.Ordinal);
        Assert.NotEqual(message, hostile);

        using var answer = await browser.Send(wallet, hostile);

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Contains(field ?? "The text of EIP-4361", string.Join("\n", problem.Errors!["message"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_422_for_an_address_without_its_checksum()
    {
        await using var server = await EdgeServer.Start();
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var linked = await server.Linked(wallet);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;

        using var answer = await browser.Send(wallet, message.Replace(wallet.Address, wallet.Address.ToLowerInvariant(), StringComparison.Ordinal));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.StartsWith("Address:", Assert.Single(problem.Errors!["message"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_may_write_differently_is_taken()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "0"));
        var (ethereum, solana) = (TestWallet.Of(WalletChain.Ethereum), TestWallet.Of(WalletChain.Solana));
        using var linked = await server.Linked(ethereum);
        using var also = await server.Linked(solana);
        using var browser = server.Browser();
        (TestWallet Wallet, Func<string, string> Change)[] taken =
        [
            (ethereum, text => "http://" + text), // EIP-4361 leaves the scheme to the writer
            (ethereum, text => text.Replace("Z\n", ".000Z\n", StringComparison.Ordinal)),
            (ethereum, text => text[..text.IndexOf("\nExpiration", StringComparison.Ordinal)]),
            (ethereum, text => text + "\nNot Before: 2001-01-01T00:00:00+02:00"),
            (solana, text => text.Replace("ID: mainnet", "ID: solana:mainnet", StringComparison.Ordinal)),
        ];
        foreach (var (wallet, change) in taken)
        {
            var message = change((await browser.Ask(wallet)).Message!);
            using var answer = await browser.Send(wallet, message);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Returns_413_for_a_message_of_a_megabyte()
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.Browser();

        using var answer = await browser.Post(WalletBrowser.SignIn, new { chain = "ethereum", message = new string('a', 1_000_000), signature = "0x" });

        await Answered.Problem(answer, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"chain\":\"bitcoin\",\"message\":\"\",\"signature\":\"\"}")]
    [InlineData("{\"chain\":0,\"message\":\"\",\"signature\":\"\"}")]
    [InlineData("{\"chain\":\"solana\",\"message\":null,\"signature\":\"\"}")]
    [InlineData("{\"chain\":\"solana\",\"message\":\"\\ud800\",\"signature\":\"\"}")]
    [InlineData("{\"chain\":\"solana\",\"message\":\"\",\"signature\":\"\",\"public_key\":\"\"}")]
    [InlineData("{\"chain\":\"ethereum\",\"address\":7}")]
    public async Task Returns_400_or_422_for_other_bodies(string body)
    {
        await using var server = await EdgeServer.Start();
        foreach (var path in new[] { WalletBrowser.SignIn, WalletBrowser.SignInChallenge })
        {
            using var answer = await server.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.InRange((int)answer.StatusCode, 400, 422);
        }
    }

    [Theory]
    [InlineData("ethereum", "")]
    [InlineData("ethereum", "0x0")]
    [InlineData("ethereum", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")]
    [InlineData("solana", "0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("solana", "x\nURI: y")]
    public async Task Returns_422_for_an_address_that_is_none(string chain, string address)
    {
        await using var server = await EdgeServer.Start();
        using var browser = server.Browser();

        using var answer = await browser.Post(WalletBrowser.SignInChallenge, new { chain, address });

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.True(problem.Errors!.ContainsKey("address"));
    }

    [Fact]
    public async Task Whatever_is_sent_is_refused_and_nothing_breaks()
    {
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "0"), ("RateLimiting:Writes", "0"));
        var wallet = TestWallet.Of(WalletChain.Ethereum);
        using var browser = server.Browser();
        var message = (await browser.Ask(wallet)).Message!;
        var pieces = Gen.Elements([.. message.Split('\n'), "\r", "\0", "é", "😀", "Resources:", "- x", "0x", new string('1', 90)]);
        var hostile = Gen.OneOf(
            pieces.ArrayOf().Select(lines => string.Join('\n', lines)),
            Gen.Choose(0, message.Length - 1).SelectMany(at => Gen.Choose(0, 0xD7FF).Select(letter => message[..at] + (char)letter + message[(at + 1)..])));

        foreach (var (text, signature) in hostile.SelectMany(text => hostile.Select(signature => (text, signature))).Sample(200))
        {
            foreach (var chain in new[] { "ethereum", "solana" })
            {
                using var answer = await browser.Post(WalletBrowser.SignIn, new { chain, message = text, signature });
                Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Unauthorized, text);
            }
        }
    }
}
