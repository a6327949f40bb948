namespace Edge.Caching.TwoLevel;

/// <summary>
/// When each tag became stale last. Tags share a table of fixed size: making one stale is one write however many entries have it, nothing
/// is ever tidied, and two tags in one slot cost a refill now and then. An entry is alive while nothing of it became stale after its
/// filling began, so a filling that was overtaken by a change can never put the old value back.
/// </summary>
internal sealed class TagEpochs
{
    private const int Slots = 1 << 18;

    private readonly long[] epochs = new long[Slots];
    private readonly Lazy<long[]> positions = new(() => new long[Slots]);
    private long clock;
    private long everything;
    private long everythingPosition;

    /// <summary>The stamp of a filling that begins now. To be taken before the source is asked.</summary>
    public long Now => Volatile.Read(ref clock);

    public static int SlotOf(string tag) => tag.GetHashCode(StringComparison.Ordinal) & (Slots - 1);

    public static int[] SlotsOf(string[] tags) => Array.ConvertAll(tags, SlotOf);

    public void Invalidate(int slot) => Raise(ref epochs[slot], Interlocked.Increment(ref clock));

    /// <summary>As <see cref="Invalidate(int)"/>, for what other nodes put into Redis too.</summary>
    /// <param name="position">Of the fact that made it stale.</param>
    public void Invalidate(int slot, long position)
    {
        Raise(ref positions.Value[slot], position);
        Invalidate(slot);
    }

    public void InvalidateAll(long position)
    {
        Raise(ref everythingPosition, position);
        Raise(ref everything, Interlocked.Increment(ref clock));
    }

    public bool IsAlive(int[] slots, long stamp)
    {
        if (Volatile.Read(ref everything) > stamp)
            return false;
        foreach (var slot in slots)
        {
            if (Volatile.Read(ref epochs[slot]) > stamp)
                return false;
        }
        return true;
    }

    /// <summary>Whether no fact that is known here came behind this position and made one of the tags stale.</summary>
    public bool IsCurrent(int[] slots, long position)
    {
        if (Volatile.Read(ref everythingPosition) > position)
            return false;
        foreach (var slot in slots)
        {
            if (Volatile.Read(ref positions.Value[slot]) > position)
                return false;
        }
        return true;
    }

    private static void Raise(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); seen < value; seen = Volatile.Read(ref place))
            Interlocked.CompareExchange(ref place, value, seen);
    }
}
