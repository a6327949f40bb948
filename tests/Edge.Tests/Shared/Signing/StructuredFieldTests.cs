using Edge.Shared.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Shared.Signing;

public class StructuredFieldTests
{
    private static readonly Gen<string> Key = Text("abcxyz*", "abz019_-.*");

    private static readonly Gen<BareItem> Value = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => BareItem.OfInteger(number * 400_000L)),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => BareItem.OfDecimal(number * 400_000L)),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => BareItem.OfDate(number)),
        Gen.Elements(" !\"\\~az09=;,():".ToCharArray()).ArrayOf().Select(letters => BareItem.OfString(new string(letters))),
        Text("aZ*", "aZ09!#$%&'*+-.^_`|~:/").Select(BareItem.OfToken),
        Gen.Choose(0, 255).Select(unit => (byte)unit).ArrayOf().Select(BareItem.OfBytes),
        Gen.Elements(BareItem.True, BareItem.False),
        Gen.Elements("aü%\"€😀 \t\0".ToCharArray()).ArrayOf().Where(letters => !Array.Exists(letters, char.IsSurrogate))
            .Select(letters => BareItem.OfDisplayString(new string(letters))));

    private static readonly Gen<FieldParameter[]> Parameters = Key.SelectMany(name => Value.Select(value => new FieldParameter(name, value)))
        .ArrayOf().Select(all => all.DistinctBy(parameter => parameter.Name).Take(4).ToArray());

    private static readonly Gen<FieldItem> Item = Value.SelectMany(value => Parameters.Select(parameters => new FieldItem(value, parameters)));

    private static readonly Gen<FieldMember> Member = Gen.OneOf(
        Item.Select(item => (FieldMember)item),
        Item.ArrayOf().SelectMany(items => Parameters.Select(parameters => (FieldMember)new InnerList(items, parameters))));

    private static readonly Gen<DictionaryEntry[]> Entries = Key.SelectMany(key => Member.Select(member => new DictionaryEntry(key, member)))
        .ArrayOf().Select(all => all.DistinctBy(entry => entry.Key).ToArray());

    [Fact]
    public void A_dictionary_that_was_written_is_read_as_it_was() => Check(Entries, entries =>
    {
        var text = StructuredField.WriteDictionary(entries);
        return StructuredField.WriteDictionary(StructuredField.ParseDictionary(text)) == text;
    });

    [Fact]
    public void A_list_that_was_written_is_read_as_it_was() => Check(Member.ArrayOf(), members =>
    {
        var text = StructuredField.WriteList(members);
        return StructuredField.WriteList(StructuredField.ParseList(text)) == text;
    });

    [Fact]
    public void Garbage_is_read_or_clearly_refused() => Check(
        Gen.Elements("ab1*\"\\=;,:()?@%-. \t\0ü/+".ToCharArray()).ArrayOf().Select(letters => new string(letters)), IsSurvived);

    [Fact]
    public void A_true_field_with_damage_is_read_or_clearly_refused() => Check(
        Entries.Select(entries => StructuredField.WriteDictionary(entries)).Where(text => text.Length > 0)
            .SelectMany(text => Gen.Choose(0, text.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(letter => text[..at] + (char)letter + text[(at + 1)..]))),
        IsSurvived);

    [Theory]
    [InlineData("a=1, b;x=?0;y, c=(1 2);z=\"q\"", "a=1, b;x=?0;y, c=(1 2);z=\"q\"")]
    [InlineData("a=1,a=2", "a=2")]
    [InlineData("a;x=1;y=2;x=3", "a;x=3;y=2")]
    [InlineData("  a=1  ,\t b=2  ", "a=1, b=2")]
    [InlineData("a=1.50, b=-0.001, c=100.0, d=-12", "a=1.5, b=-0.001, c=100.0, d=-12")]
    [InlineData("a=(   )", "a=()")]
    [InlineData("", "")]
    public void A_dictionary_is_written_in_one_way(string text, string canonical) =>
        Assert.Equal(canonical, StructuredField.WriteDictionary(StructuredField.ParseDictionary(text)));

    [Theory]
    [InlineData("a=1,")]
    [InlineData(",a=1")]
    [InlineData("a=1 b=2")]
    [InlineData("A=1")]
    [InlineData("a=")]
    [InlineData("a=\"x")]
    [InlineData("a=\"x\\n\"")]
    [InlineData("a=\"ü\"")]
    [InlineData("a=1234567890123456")]
    [InlineData("a=1234567890123.1")]
    [InlineData("a=1.1234")]
    [InlineData("a=1.")]
    [InlineData("a=-")]
    [InlineData("a=?2")]
    [InlineData("a=?")]
    [InlineData("a=@1.5")]
    [InlineData("a=:YQ:")]
    [InlineData("a=:Y Q=:")]
    [InlineData("a=:YQ==")]
    [InlineData("a=(1 2")]
    [InlineData("a=(1,2)")]
    [InlineData("a=(1(2))")]
    [InlineData("a=%\"%C3%BC\"")]
    [InlineData("a=%\"%ff\"")]
    [InlineData("a=%\"x")]
    [InlineData("a;=1")]
    [InlineData("a; ")]
    public void What_is_no_dictionary_is_refused(string text) =>
        Assert.Throws<SignatureFormatException>(() => StructuredField.ParseDictionary(text));

    [Fact]
    public void An_item_ends_where_it_ends()
    {
        Assert.Equal("token", StructuredField.ParseItem(" token;a ").Value.Text);
        Assert.Throws<SignatureFormatException>(() => StructuredField.ParseItem("token, token"));
    }

    [Fact]
    public void Many_members_are_read_in_their_order()
    {
        var text = string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"k{i}=({i})"));

        Assert.Equal(text, StructuredField.WriteDictionary(StructuredField.ParseDictionary(text)));
    }

    private static bool IsSurvived(string text)
    {
        foreach (Action<string> read in (Action<string>[])[text => StructuredField.ParseDictionary(text), text => StructuredField.ParseList(text), text => StructuredField.ParseItem(text)])
        {
            try
            {
                read(text);
            }
            catch (SignatureFormatException)
            {
                // The one refusal there is.
            }
        }
        return true;
    }

    private static Gen<string> Text(string first, string rest) => Gen.Elements(first.ToCharArray())
        .SelectMany(letter => Gen.Elements(rest.ToCharArray()).ArrayOf().Select(letters => letter + new string(letters)));

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(values), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
