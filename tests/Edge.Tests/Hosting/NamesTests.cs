using Edge.Hosting.Endpoints;

namespace Edge.Tests.Hosting;

/// <summary>What things may be called.</summary>
public class NamesTests
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("  Łódź & Søn, 2/3  ")]
    [InlineData("مستودع بغداد")]
    [InlineData("می\u200cخواهم")]
    [InlineData("क्\u200dष")]
    [InlineData("\U0001F469\u200D\U0001F4BB")]
    [InlineData("\U0001F469\U0001F3FD\u200D\u2764\uFE0F\u200D\U0001F468")]
    [InlineData("仓库 \U00020000")]
    public void What_is_seen_is_a_name(string name) => Assert.Null(Fault(name));

    [Theory]
    [InlineData("")]
    [InlineData(" \u00a0 ")]
    [InlineData("Ada\u202egnp.exe")]
    [InlineData("Ada\u2066x\u2069")]
    [InlineData("\u200fAda")]
    [InlineData("Ad\u00ada")]
    [InlineData("Ad\u200ba")]
    [InlineData("Ad\ufeffa")]
    [InlineData("Ad\u200da")]
    [InlineData("Ad\u200ca")]
    [InlineData("می\u200c")]
    [InlineData("\u200dक")]
    [InlineData("Ada\u2028b")]
    [InlineData("Ada\u2029b")]
    [InlineData("Ada\0")]
    [InlineData("Ada\n")]
    [InlineData("Ada\u0085b")]
    [InlineData("Ada\ue000")]
    [InlineData("Ada\U000F0000")]
    [InlineData("Ada\u0378")]
    [InlineData("Ada\uffff")]
    [InlineData("\U0001F3F4\U000E0067")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    public void What_is_not_seen_or_turns_the_rest_around_is_refused(string name) => Assert.NotNull(Fault(name));

    [Fact]
    public void Half_a_character_is_refused() => Assert.NotNull(Fault("Ada" + '\ud83d'));

    [Fact]
    public void Blanks_around_it_do_not_count()
    {
        Assert.Null(Fault($" {new string('a', 100)} "));
        Assert.NotNull(Fault(new string('a', 101)));
    }

    private static string[]? Fault(string name)
    {
        var errors = new Dictionary<string, string[]>();
        Names.Check(errors, "name", name);
        return errors.GetValueOrDefault("name");
    }
}
