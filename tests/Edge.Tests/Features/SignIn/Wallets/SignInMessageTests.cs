using Edge.Features.SignIn.Wallets;
using Edge.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Features.SignIn.Wallets;

public sealed class SignInMessageTests
{
    private const string Whole =
        """
        example.com wants you to sign in with your Ethereum account:
        0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2

        I accept the ExampleOrg Terms of Service.

        URI: https://example.com/login
        Version: 1
        Chain ID: 1
        Nonce: 32891756
        Issued At: 2021-09-30T16:25:24Z
        Expiration Time: 2021-10-01T16:25:24Z
        Not Before: 2021-09-30T16:25:24Z
        Request ID: some-id
        Resources:
        - ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/
        - https://example.com/my-web2-claim.json
        """;

    [Fact]
    public void Reads_every_field_of_EIP_4361()
    {
        var message = SignInMessage.Read(WalletChain.Ethereum, Whole)!;

        Assert.Equal("example.com", message.Domain);
        Assert.Equal("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", message.Address);
        Assert.Equal("I accept the ExampleOrg Terms of Service.", message.Statement);
        Assert.Equal(("https://example.com/login", "1", "1", "32891756"), (message.Uri, message.Version, message.ChainId, message.Nonce));
        Assert.Equal(("2021-09-30T16:25:24Z", "2021-10-01T16:25:24Z"), (message.IssuedAt, message.ExpirationTime));
        Assert.Equal(("2021-09-30T16:25:24Z", "some-id"), (message.NotBefore, message.RequestId));
        Assert.Equal(
            ["ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/", "https://example.com/my-web2-claim.json"], message.Resources!);
        Assert.Null(SignInMessage.Read(WalletChain.Solana, Whole));
        Assert.NotNull(SignInMessage.Read(WalletChain.Solana, Whole.Replace("Ethereum", "Solana", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("example.com wants you to sign in with your Ethereum account:")]
    [InlineData("example.com wants you to sign in with your Ethereum account:\n0x\n\nA\n\n")]
    public void What_ends_early_is_no_message(string text) => Assert.Null(SignInMessage.Read(WalletChain.Ethereum, text));

    [Fact]
    public void Lines_in_another_order_twice_too_many_or_of_other_endings_are_no_message()
    {
        string[] changed =
        [
            Whole + "\n", "\n" + Whole, Whole.Replace("\n", "\r\n", StringComparison.Ordinal), Whole + "\0", "\uFEFF" + Whole,
            Whole.Replace("Version: 1\n", "", StringComparison.Ordinal).Replace("Chain ID: 1", "Chain ID: 1\nVersion: 1", StringComparison.Ordinal),
            Whole.Replace("Nonce: 32891756", "Nonce: 32891756\nNonce: 32891757", StringComparison.Ordinal),
            Whole.Replace("Nonce: ", "nonce: ", StringComparison.Ordinal), Whole.Replace("Nonce: ", "Nonce:", StringComparison.Ordinal),
            Whole.Replace("I accept", "URI: x\n\nI accept", StringComparison.Ordinal), Whole.Replace("- ipfs", "ipfs", StringComparison.Ordinal),
            Whole.Replace("e.com wants", "e.cоm wants", StringComparison.Ordinal), Whole.Replace("Terms", "Te\u202Erms", StringComparison.Ordinal),
            Whole.Replace("Terms", "Ter\u200Bms", StringComparison.Ordinal), Whole.Replace("Terms", "Ter\tms", StringComparison.Ordinal),
            Whole.Replace("Terms", "Ter\u2028ms", StringComparison.Ordinal), Whole.Replace("some-id", new string('x', 2048), StringComparison.Ordinal),
            new('a', 1_000_000), new('\n', 2048),
        ];

        Assert.All(changed, text => Assert.Null(SignInMessage.Read(WalletChain.Ethereum, text)));
    }

    [Fact]
    public void A_message_that_was_written_is_read_as_it_was() => Check(
        Gen.Elements(WalletChain.Ethereum, WalletChain.Solana).SelectMany(chain => Word.Four().SelectMany(one => Word.Four().Select(two =>
            new SignInMessage(chain, one.Item1, one.Item2, one.Item3, one.Item4)
            {
                Version = two.Item1,
                ChainId = two.Item2,
                Nonce = two.Item3,
                IssuedAt = two.Item4,
                ExpirationTime = two.Item1.Length > 3 ? two.Item1 : null,
            }))),
        message => SignInMessage.Read(message.Chain, message.ToString()) == message);

    [Fact]
    public void Damage_is_another_message_or_none() => Check(
        Gen.Choose(0, Whole.Length - 1).SelectMany(at => Gen.Choose(0, 0x2FF).Select(letter => Whole[..at] + (char)letter + Whole[(at + 1)..])),
        text => text == Whole || SignInMessage.Read(WalletChain.Ethereum, text) is not { } read || !AreSame(read, SignInMessage.Read(WalletChain.Ethereum, Whole)!));

    [Fact]
    public void Lines_thrown_together_are_read_or_refused() => Check(
        Gen.Elements([.. Whole.Split('\n'), "", "Resources:", "- x", "URI: ", "Nonce: 1", "\r", "é"]).ArrayOf().Select(lines => string.Join('\n', lines)),
        text => SignInMessage.Read(WalletChain.Ethereum, text) is null or { Uri: not null });

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", true)]
    [InlineData("2026-01-01T00:00:00.000Z", true)]
    [InlineData("2026-01-01T00:00:00.1234567+02:00", true)]
    [InlineData("2026-01-01T00:00:00", false)]
    [InlineData("2026-01-01T00:00:00z", false)]
    [InlineData("2026-01-01 00:00:00Z", false)]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-13-01T00:00:00Z", false)]
    [InlineData("2026-01-01T00:00:00+25:00", false)]
    [InlineData("0001-01-01T00:00:00+14:00", false)]
    [InlineData(" 2026-01-01T00:00:00Z", false)]
    [InlineData("Thu, 01 Jan 2026 00:00:00 GMT", false)]
    [InlineData("", false)]
    [InlineData("Z", false)]
    [InlineData("99999999999999999999Z", false)]
    public void A_time_is_one_of_RFC_3339_with_an_offset(string text, bool isTime) => Assert.Equal(isTime, MessageTime.Read(text) is not null);

    private static readonly Gen<string> Word =
        Gen.Elements("aZ09:/.-_~ URINonce".ToCharArray()).ArrayOf().Select(letters => "x" + new string(letters));

    private static bool AreSame(SignInMessage one, SignInMessage other) =>
        one with { Resources = null } == other with { Resources = null } && one.Resources!.SequenceEqual(other.Resources!);

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(values), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
