using System.Text;
using Edge.Storage.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Storage.Redis;

public class RespParserTests
{
    private const int Bound = 64 * 1024;
    private const int Million = 1_000_000;

    private static readonly Arbitrary<RespSample[]> Streams = Arb.From(RespSample.Any.ArrayOf());

    [Fact]
    public void Every_type_is_read_as_it_was_meant() => Check(Streams, samples =>
        RespSample.Read(new RespParser(Million), Wire(samples), []).SequenceEqual(samples.Select(sample => sample.Meaning)));

    [Fact]
    public void Bytes_one_at_a_time_mean_the_same() => Check(Streams, samples =>
        RespSample.Read(new RespParser(Million), Wire(samples), Enumerable.Repeat(1, Wire(samples).Length))
            .SequenceEqual(samples.Select(sample => sample.Meaning)));

    [Fact]
    public void A_value_split_in_two_at_any_byte_means_the_same() => Check(Arb.From(RespSample.Any), sample =>
        Enumerable.Range(0, sample.Wire.Length + 1).All(at =>
            RespSample.Read(new RespParser(Million), sample.Wire, [at]).SequenceEqual([sample.Meaning])));

    [Fact]
    public void Any_split_means_the_same() => Check(
        Arb.From(RespSample.Any.ArrayOf().SelectMany(samples => Gen.Choose(0, 40).ArrayOf().Select(pieces => (samples, pieces)))),
        pair => RespSample.Read(new RespParser(Million), Wire(pair.samples), pair.pieces)
            .SequenceEqual(pair.samples.Select(sample => sample.Meaning)));

    [Fact]
    public void Garbage_is_refused_or_read_and_nothing_else() =>
        Check(Arb.From(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()), IsSurvived);

    [Fact]
    public void What_looks_like_RESP_but_is_not_is_refused_or_read_and_nothing_else()
    {
        var letters = "$*%~|>=!+-:,(#_\r\n0123456789?tfinae."u8.ToArray();
        var lines = Gen.Elements(letters).ArrayOf().Select(text => (byte[])[.. text, .. "\r\n"u8]).ArrayOf();
        Check(Arb.From(lines.Select(all => all.SelectMany(line => line).ToArray())), IsSurvived);
    }

    [Fact]
    public void A_true_value_with_damage_is_refused_or_read_and_nothing_else() => Check(
        Arb.From(RespSample.Any.SelectMany(sample => Gen.Choose(0, sample.Wire.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value =>
        {
            var wire = sample.Wire.ToArray();
            wire[at] = (byte)value;
            return wire;
        })))),
        IsSurvived);

    [Theory]
    [InlineData("$65537\r\n")]
    [InlineData("$2147483647\r\n")]
    [InlineData("$9223372036854775807\r\n")]
    [InlineData("!2147483647\r\n")]
    [InlineData("*2147483647\r\n")]
    [InlineData("%2147483647\r\n")]
    [InlineData("|2147483647\r\n")]
    [InlineData(">1000\r\n")]
    public void A_length_beyond_the_bound_is_refused_before_memory_is_taken(string head)
    {
        var parser = new RespParser(Bound);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<RespException>(() => Read(parser, head));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Bound / 2);
    }

    [Theory]
    [InlineData("$-2\r\n")]
    [InlineData("!-1\r\n")]
    [InlineData("*-2\r\n")]
    [InlineData("%-1\r\n")]
    [InlineData("$99999999999999999999\r\n")]
    [InlineData("$\r\n")]
    [InlineData("$1x\r\n")]
    [InlineData("$?\r\n")]
    [InlineData("*?\r\n")]
    [InlineData("$3\r\nabcd\r\n")]
    [InlineData("$3\r\nabc\n\r")]
    [InlineData(":1.5\r\n")]
    [InlineData(":\r\n")]
    [InlineData(":9223372036854775808\r\n")]
    [InlineData(",1,5\r\n")]
    [InlineData(",infinity\r\n")]
    [InlineData("(12x\r\n")]
    [InlineData("(\r\n")]
    [InlineData("#x\r\n")]
    [InlineData("#\r\n")]
    [InlineData("_x\r\n")]
    [InlineData("=3\r\ntxt\r\n")]
    [InlineData("*1\r\n>0\r\n")]
    [InlineData("+a\nb\r\n")]
    [InlineData("+a\rb\r\n")]
    [InlineData("\r\n")]
    [InlineData("PONG\r\n")]
    public void What_is_no_RESP3_is_refused(string wire) => Assert.Throws<RespException>(() => Read(new RespParser(Bound), wire));

    [Fact]
    public void Values_nested_deeper_than_the_bound_are_refused()
    {
        var deepest = string.Concat(Enumerable.Repeat("*1\r\n", RespParser.MaxDepth));

        Assert.NotNull(Read(new RespParser(Bound), deepest + ":1\r\n"));
        Assert.Throws<RespException>(() => Read(new RespParser(Bound), deepest + "*1\r\n:1\r\n"));
    }

    [Theory]
    [InlineData("+", 70_000)]
    [InlineData("$1\r\na\r\n", 1)]
    [InlineData("|0\r\n", 2000)]
    [InlineData("|1\r\n:1\r\n:1\r\n", 2000)]
    [InlineData("*1\r\n", 2000)]
    public void An_endless_value_is_refused(string part, int times)
    {
        var parser = new RespParser(Bound);
        var wire = part.StartsWith('$') ? "*600\r\n" + string.Concat(Enumerable.Repeat("$400\r\n" + new string('x', 400) + "\r\n", 600))
            : part == "+" ? "+" + new string('x', times)
            : string.Concat(Enumerable.Repeat(part, times));
        Assert.Throws<RespException>(() => Read(parser, wire));
    }

    [Fact]
    public void Memory_grows_with_what_has_come_and_not_with_what_is_said()
    {
        var parser = new RespParser(512 * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(Read(parser, "$500000000\r\nabc"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    [Fact]
    public void The_bound_is_for_one_value_and_not_for_all_together()
    {
        var parser = new RespParser(Bound);
        for (var i = 0; i < 100; i++)
            Assert.Equal(Bound / 2, Read(parser, $"${Bound / 2}\r\n{new string('x', Bound / 2)}\r\n")!.Bytes.Length);
    }

    // Takes what may be taken, throws what may be thrown, and stays within a few times the bound.
    private static bool IsSurvived(byte[] wire)
    {
        var parser = new RespParser(Bound);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ReadOnlySpan<byte> data = wire;
            while (parser.Read(ref data) is not null)
            {
            }
        }
        catch (RespException)
        {
            // The only exception there may be.
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < (4 * Bound) + (200L * wire.Length);
    }

    private static Reply? Read(RespParser parser, string wire)
    {
        ReadOnlySpan<byte> data = Encoding.Latin1.GetBytes(wire);
        return parser.Read(ref data);
    }

    private static byte[] Wire(RespSample[] samples) => [.. samples.SelectMany(sample => sample.Wire)];

    private static void Check<T>(Arbitrary<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
