using Edge.Caching.TwoLevel;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Caching.TwoLevel;

public class EnvelopeTests
{
    private static readonly Gen<Envelope> Any =
        from position in Gen.Choose(0, int.MaxValue)
        from tags in Gen.Elements("shipment:1", "carrier:ups", "größe").ArrayOf()
        from kind in Gen.Choose(0, 3)
        from noise in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        select new Envelope(position, position + 1L, position + 2L, tags, Payload(kind, noise));

    [Fact]
    public void Is_read_as_it_was_written() => Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Any), written =>
    {
        var read = Envelope.Read(written.Write())!;
        return (read.Position, read.FilledAt, read.ExpiresAt) == (written.Position, written.FilledAt, written.ExpiresAt)
            && read.Tags.SequenceEqual(written.Tags)
            && (written.Payload is null ? read.Payload is null : read.Payload!.SequenceEqual(written.Payload));
    }));

    [Fact]
    public void Damage_and_foreign_bytes_are_read_as_something_or_nothing_and_never_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        Arb.From(
            from written in Any
            from at in Gen.Choose(0, 60)
            from value in Gen.Choose(0, 255)
            from length in Gen.Choose(0, 80)
            select Damaged(written.Write(), at, (byte)value, length)),
        bytes => Envelope.Read(bytes) is null or { Tags: not null }));

    [Fact]
    public void What_is_large_travels_packed() =>
        Assert.InRange(new Envelope(1, 2, 3, [], new byte[100_000]).Write().Length, 1, 1000);

    private static byte[]? Payload(int kind, byte[] noise) => kind switch
    {
        0 => null,
        1 => [],
        2 => noise,
        _ => [.. Enumerable.Repeat(noise, 200).SelectMany(bytes => bytes)],
    };

    private static byte[] Damaged(byte[] bytes, int at, byte value, int length)
    {
        if (at < bytes.Length)
            bytes[at] = value;
        return length < bytes.Length && value % 2 == 0 ? bytes[..length] : bytes;
    }
}
