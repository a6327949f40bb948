namespace Edge.Pipeline.ReadYourWrites;

/// <summary>
/// Where in the database's log the callers of this node last wrote. Many callers share a place of the table, which keeps the newest: at
/// worst somebody reads from the primary for a moment without a need.
/// </summary>
internal sealed class CallerPositions
{
    private const int Places = 4096;

    private readonly long[] positions = new long[Places];

    public long Of(string caller) => Volatile.Read(ref Place(caller));

    public void Raise(string caller, long position)
    {
        ref var place = ref Place(caller);
        for (var seen = Volatile.Read(ref place); seen < position; seen = Volatile.Read(ref place))
            Interlocked.CompareExchange(ref place, position, seen);
    }

    private ref long Place(string caller) => ref positions[(uint)caller.GetHashCode(StringComparison.Ordinal) % Places];
}
