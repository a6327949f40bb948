using Edge.Features.Tracking.Carriers;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Features.Tracking.Carriers;

public sealed class TrackingNumberTests
{
    [Theory]
    [InlineData("1Z5R89390357567127", "1Z5R89390357567127")]
    [InlineData("  1z 5r8-939.035/756_712:7\r\n", "1Z5R89390357567127")]
    [InlineData("\u20281", null)]
    [InlineData("0041\u00A04176\u200B0228\u2013964\uFEFF", "004141760228964")]
    [InlineData("a", "A")]
    public void Keeps_letters_and_digits_only(string text, string? expected)
    {
        Assert.Equal(expected is not null, TrackingNumber.TryParse(text, out var number, out _));
        Assert.Equal(expected, number.Value);
    }

    [Theory]
    [InlineData(null, "A tracking number is missing.")]
    [InlineData("", "A tracking number is missing.")]
    [InlineData(" - . ", "A tracking number is missing.")]
    [InlineData("1234\05678", "A tracking number has no control characters.")]
    [InlineData("1234\t5678", "A tracking number has no control characters.")]
    [InlineData("1234\u00855678", "A tracking number has no control characters.")]
    [InlineData("Ä12345678", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("12345678,87654321", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("1Z<script>", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("' OR 1=1", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("\uFF11\uFF12\uFF13", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("\u0130\u0131", "A tracking number has only the letters A to Z and digits.")]
    [InlineData("\uD83D", "A tracking number has only the letters A to Z and digits.")]
    public void Refuses_what_is_no_number(string? text, string expected)
    {
        Assert.False(TrackingNumber.TryParse(text, out var number, out var fault));
        Assert.Equal(expected, fault);
        Assert.Null(number.Value);
    }

    [Fact]
    public void Takes_64_characters_and_not_65()
    {
        Assert.True(TrackingNumber.TryParse(string.Join(' ', new string('7', 64).ToCharArray()), out _, out _));
        Assert.False(TrackingNumber.TryParse(new string('7', 65), out _, out var fault));
        Assert.Equal("A tracking number has at most 64 letters and digits.", fault);
    }

    [Theory]
    [InlineData('7')]
    [InlineData('-')]
    [InlineData('\0')]
    public void Refuses_a_huge_text_unread(char filler)
    {
        Assert.False(TrackingNumber.TryParse(new string(filler, 10_000_000), out _, out var fault));
        Assert.Equal("A tracking number has at most 64 letters and digits.", fault);
    }

    [Fact]
    public void Parses_its_own_value_to_itself() => Prop.ForAll<string?>(text =>
    {
        if (!TrackingNumber.TryParse(text, out var number, out _))
            return;
        Assert.All(number.Value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.True(TrackingNumber.TryParse(number.Value, out var again, out _));
        Assert.Equal(number, again);
    }).QuickCheckThrowOnFailure();
}
