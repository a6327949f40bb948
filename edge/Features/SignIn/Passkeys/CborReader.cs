namespace Edge.Features.SignIn.Passkeys;

/// <summary>
/// Reads what CTAP2's canonical CBOR allows (CTAP 2.1, section 8; RFC 8949): lengths that are said, numbers in their shortest form, no
/// tags, four levels. Of the canonical rules only the order of a map's keys is not insisted on: nothing here depends on it.
/// </summary>
internal ref struct CborReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 4;

    private ReadOnlySpan<byte> rest = data;

    private enum Major
    {
        Positive,
        Negative,
        Bytes,
        Text,
        Array,
        Map,
        Tag,
        Simple,
    }

    /// <summary>What has not been read.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <returns>How many pairs of a key and a value follow.</returns>
    public int ReadMap() => Count(Expect(Major.Map));

    public ReadOnlySpan<byte> ReadBytes() => Take(Expect(Major.Bytes));

    /// <returns>In UTF-8, which is not checked: it is only compared.</returns>
    public ReadOnlySpan<byte> ReadText() => Take(Expect(Major.Text));

    public long ReadInteger()
    {
        var major = ReadHead(out var value);
        if (value > long.MaxValue)
            throw new PasskeyFormatException("An integer is out of range.");
        return major switch
        {
            Major.Positive => (long)value,
            Major.Negative => -1 - (long)value,
            _ => throw new PasskeyFormatException("There is no integer."),
        };
    }

    /// <summary>Passes over one value of whatever kind.</summary>
    public void Skip() => Skip(MaxDepth);

    private void Skip(int depth)
    {
        if (depth == 0)
            throw new PasskeyFormatException("It is nested too deeply.");
        switch (ReadHead(out var value))
        {
            case Major.Bytes or Major.Text:
                Take(value);
                break;
            case Major.Array:
                SkipAll(Count(value), depth - 1);
                break;
            case Major.Map:
                SkipAll(2 * Count(value), depth - 1);
                break;
            case Major.Tag:
                throw new PasskeyFormatException("Tags are not canonical.");
        }
    }

    private void SkipAll(int count, int depth)
    {
        for (var i = 0; i < count; i++)
            Skip(depth);
    }

    // Each item has a byte at least: a larger count lies, and is not counted up to.
    private readonly int Count(ulong said) => said <= (ulong)rest.Length ? (int)said : throw new PasskeyFormatException("It breaks off.");

    private ulong Expect(Major major) =>
        ReadHead(out var value) == major ? value : throw new PasskeyFormatException($"There is no {major}.");

    private Major ReadHead(out ulong value)
    {
        const int firstLong = 24;
        var first = Take(1)[0];
        var (major, info) = ((Major)(first >> 5), first & 0b1_1111);
        value = (ulong)info;
        if (info < firstLong)
            return major;
        if (info > firstLong + 3)
            throw new PasskeyFormatException("A length is not said.");
        value = 0;
        foreach (var digit in Take(1UL << (info - firstLong)))
            value = (value << 8) | digit;
        // What is behind a simple value's head is a floating-point number, or a byte that no simple value in use needs.
        var isShortest = major == Major.Simple ? info > firstLong : value >= Least(info - firstLong);
        return isShortest ? major : throw new PasskeyFormatException("A number is longer than it needs to be.");
    }

    /// <summary>The least number that needs 1, 2, 4 or 8 bytes behind the head.</summary>
    private static ulong Least(int size) => size switch
    {
        0 => 24,
        1 => 1UL << 8,
        2 => 1UL << 16,
        _ => 1UL << 32,
    };

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new PasskeyFormatException("It breaks off.");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }
}
