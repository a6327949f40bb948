using System.Globalization;
using System.Text;
using Edge.Storage.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Storage.Redis;

/// <summary>A RESP3 value as a server may send it, and what a reader must make of it.</summary>
internal sealed record RespSample(byte[] Wire, string Meaning)
{
    private static readonly Gen<byte[]> AnyBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();
    private static readonly Gen<byte[]> LineBytes = Gen.Choose(0, 255).Where(value => value is not (10 or 13)).Select(value => (byte)value).ArrayOf();

    private static readonly Gen<RespSample> Scalar = Gen.OneOf(
        LineBytes.Select(text => Line('+', text, ReplyKind.Text)),
        LineBytes.Select(text => Line('-', text, ReplyKind.Error)),
        AnyBytes.Select(bytes => Bulk('$', bytes, bytes, ReplyKind.Bytes)),
        AnyBytes.Select(bytes => Bulk('!', bytes, bytes, ReplyKind.Error)),
        AnyBytes.Select(bytes => Bulk('=', [.. "txt:"u8, .. bytes], bytes, ReplyKind.Bytes)),
        ArbMap.Default.GeneratorFor<long>().Select(number => new RespSample(Ascii($":{number}\r\n"), $"Integer {number}")),
        ArbMap.Default.GeneratorFor<double>().Select(Real),
        Gen.Elements(true, false).Select(flag => new RespSample(Ascii(flag ? "#t\r\n" : "#f\r\n"), $"Boolean {(flag ? 1 : 0)}")),
        Gen.Choose(1, 60).SelectMany(count => Gen.Choose(0, 9).ArrayOf(count)).Select(Big),
        Gen.Elements("_\r\n", "$-1\r\n", "*-1\r\n").Select(text => new RespSample(Ascii(text), "Null")));

    private static readonly (char Type, ReplyKind Kind)[] Aggregates = [('*', ReplyKind.Array), ('~', ReplyKind.Set), ('%', ReplyKind.Map)];

    public static Gen<RespSample> Any { get; } = Gen.Frequency(
        (9, Gen.Sized(size => Nested(Math.Min(size, 5)))),
        (1, Gen.Sized(size => Nested(Math.Min(size, 3)).ArrayOf().Select(items => Aggregate('>', ReplyKind.Push, items)))));

    public static string MeaningOf(Reply reply) => reply.Kind switch
    {
        ReplyKind.Null => "Null",
        ReplyKind.Integer or ReplyKind.Boolean => $"{reply.Kind} {reply.Integer}",
        ReplyKind.Double => $"Double {BitConverter.DoubleToInt64Bits(reply.Double)}",
        ReplyKind.Text or ReplyKind.Bytes or ReplyKind.Error or ReplyKind.BigNumber => $"{reply.Kind} {Convert.ToHexString(reply.Bytes)}",
        _ => $"{reply.Kind}({string.Join(", ", reply.Items.Select(MeaningOf))})",
    };

    /// <summary>Feeds the bytes in pieces of the given lengths, the rest at once.</summary>
    public static List<string> Read(RespParser parser, byte[] wire, IEnumerable<int> pieces)
    {
        var read = new List<string>();
        var at = 0;
        foreach (var piece in pieces.Append(wire.Length))
        {
            // A copy of exact length: reading beyond a piece would throw.
            ReadOnlySpan<byte> data = wire.AsSpan(at, Math.Min(wire.Length - at, piece)).ToArray();
            at = Math.Min(wire.Length, at + piece);
            while (parser.Read(ref data) is { } reply)
                read.Add(MeaningOf(reply));
            Assert.True(data.IsEmpty);
        }
        return read;
    }

    private static Gen<RespSample> Nested(int depth)
    {
        if (depth <= 0)
            return Scalar;
        var inner = Nested(depth - 1);
        var items = Gen.Choose(0, 4).SelectMany(count => inner.ArrayOf(count));
        var aggregate = Gen.Elements(Aggregates).SelectMany(one => items.Select(values => Aggregate(one.Type, one.Kind, values)));
        var attributed = items.SelectMany(facts => inner.Select(value => Attributed(facts, value)));
        return Gen.Frequency((3, Scalar), (2, aggregate), (1, attributed));
    }

    private static RespSample Aggregate(char type, ReplyKind kind, RespSample[] items)
    {
        if (kind == ReplyKind.Map && items.Length % 2 == 1)
            items = items[1..];
        var count = kind == ReplyKind.Map ? items.Length / 2 : items.Length;
        return new RespSample(
            [.. Ascii($"{type}{count}\r\n"), .. items.SelectMany(item => item.Wire)],
            $"{kind}({string.Join(", ", items.Select(item => item.Meaning))})");
    }

    private static RespSample Attributed(RespSample[] facts, RespSample value) =>
        value with { Wire = [.. Aggregate('|', ReplyKind.Map, facts).Wire, .. value.Wire] };

    private static RespSample Line(char type, byte[] text, ReplyKind kind) =>
        new([(byte)type, .. text, .. "\r\n"u8], $"{kind} {Convert.ToHexString(text)}");

    private static RespSample Bulk(char type, byte[] sent, byte[] meant, ReplyKind kind) =>
        new([.. Ascii($"{type}{sent.Length}\r\n"), .. sent, .. "\r\n"u8], $"{kind} {Convert.ToHexString(meant)}");

    private static RespSample Real(double number)
    {
        var text = double.IsNaN(number) ? "nan" : double.IsInfinity(number) ? (number > 0 ? "inf" : "-inf") : number.ToString("R", CultureInfo.InvariantCulture);
        return new RespSample(Ascii($",{text}\r\n"), $"Double {BitConverter.DoubleToInt64Bits(number)}");
    }

    private static RespSample Big(int[] digits)
    {
        var text = (digits[0] % 2 == 0 ? "-" : "") + string.Concat(digits);
        return new RespSample(Ascii($"({text}\r\n"), $"BigNumber {Convert.ToHexString(Ascii(text))}");
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
