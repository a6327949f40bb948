namespace Edge.Pipeline.RateLimiting;

/// <summary>
/// Some of the names that were added lately, in 256 kB whatever is sent: each has one place, which the next one for the same place takes.
/// A name is 64 bits of the framework's hash with a seed of this process, so that nobody makes two that are one.
/// </summary>
internal sealed class Fingerprints
{
    private const int Places = 32 * 1024;

    private readonly ulong[] names = new ulong[Places];

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var half = text.Length / 2;
        return ((ulong)(uint)string.GetHashCode(text[..half]) << 32) | (uint)string.GetHashCode(text[half..]);
    }

    public bool Has(ulong name) => Volatile.Read(ref Place(name)) == name && name != 0;

    public void Add(ulong name) => Volatile.Write(ref Place(name), name);

    public void Remove(ulong name) => Interlocked.CompareExchange(ref Place(name), 0, name);

    private ref ulong Place(ulong name) => ref names[(int)(name % Places)];
}
