namespace Edge.Caching.TwoLevel;

/// <summary>
/// Remembers which keys were dropped lately, by a fingerprint of 32 bits in buckets of four: a key that comes back soon was dropped too
/// early. A fingerprint that two keys share keeps one of them a little longer, no more.
/// </summary>
internal sealed class Ghosts(int capacity)
{
    private const int Ways = 4;
    private const int FingerprintBits = 32;

    private readonly ulong[] slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, Ways))];
    private uint sequence;

    public void Add(int hash)
    {
        sequence++;
        var bucket = BucketOf(hash);
        var oldest = bucket;
        for (var i = bucket; i < bucket + Ways; i++)
        {
            if (slots[i] == 0 || Age(slots[i]) > Age(slots[oldest]))
                oldest = i;
            if (slots[i] == 0)
                break;
        }
        slots[oldest] = ((ulong)(uint)hash << FingerprintBits) | sequence;
    }

    /// <summary>Whether the key is among the last <paramref name="window"/> that were added; it is forgotten by the asking.</summary>
    public bool Take(int hash, int window)
    {
        var bucket = BucketOf(hash);
        for (var i = bucket; i < bucket + Ways; i++)
        {
            if (slots[i] != 0 && (uint)(slots[i] >> FingerprintBits) == (uint)hash && Age(slots[i]) <= window)
            {
                slots[i] = 0;
                return true;
            }
        }
        return false;
    }

    private uint Age(ulong slot) => sequence - (uint)slot;

    private int BucketOf(int hash) => (int)(((uint)hash * 2654435769u) & (uint)(slots.Length - 1)) & ~(Ways - 1);
}
