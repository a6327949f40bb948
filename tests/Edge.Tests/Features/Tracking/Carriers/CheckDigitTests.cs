using Edge.Features.Tracking.Carriers;

namespace Edge.Tests.Features.Tracking.Carriers;

public sealed class CheckDigitTests
{
    private static readonly CheckRule S10 = new(CheckAlgorithm.S10);

    /// <summary>Remainders 0 and 1 have digits of their own: 5 and 0.</summary>
    [Theory]
    [InlineData("12345678", '5')]
    [InlineData("00000000", '5')]
    [InlineData("00000008", '0')]
    [InlineData("47312482", '9')]
    public void Computes_S10(string serial, char digit) => AssertOnly(S10, serial, digit);

    [Theory]
    [InlineData("7992739871", '3')]
    [InlineData("411111111111111", '1')]
    public void Computes_Luhn(string serial, char digit) => AssertOnly(new CheckRule(CheckAlgorithm.Luhn), serial, digit);

    [Theory]
    [InlineData("A12425GABC1234002", 'M')]
    [InlineData("09980000020033", 'F')]
    public void Computes_ISO_7064_mod_37_36(string serial, char digit) =>
        AssertOnly(new CheckRule(CheckAlgorithm.Mod3736), serial, digit);

    [Theory]
    [InlineData("331881002", '5')]
    [InlineData("0000000000", '0')]
    public void Computes_mod_7(string serial, char digit) => AssertOnly(new CheckRule(CheckAlgorithm.Mod7), serial, digit);

    [Fact]
    public void Prepends_only_what_is_not_there()
    {
        var rule = new CheckRule(CheckAlgorithm.Mod10, Weights: "31", Prepend: "91");
        AssertOnly(rule, "9101234567890000000", CheckOf("9101234567890000000"));
        AssertOnly(rule, "01234567890000000", CheckOf("9101234567890000000"));

        static char CheckOf(string serial)
        {
            var sum = serial.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
            return (char)('0' + ((10 - sum % 10) % 10));
        }
    }

    private static void AssertOnly(CheckRule rule, string serial, char digit) =>
        Assert.Equal([digit], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(c => CheckDigit.Fits(rule, serial, c)));
}
