namespace Edge.Storage;

/// <summary>
/// What the reads of a request must have seen: the newest commit of its caller, as a position in the log of the primary, 0 for none.
/// Outside such a request reads are the primary's. Only where replicas are configured is there ever one.
/// </summary>
internal sealed class ReadPosition(bool mayLag, long position)
{
    private static readonly AsyncLocal<ReadPosition?> Ambient = new();

    private long position = position;

    /// <summary>The position of the request whose flow this is.</summary>
    public static ReadPosition? Current => Ambient.Value;

    /// <summary>Whether a replica will do that has replayed <see cref="Position"/>.</summary>
    public bool MayLag { get; } = mayLag;

    public long Position => Volatile.Read(ref position);

    /// <summary>A commit of this request took place.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Holds for everything the caller's flow goes on to.</summary>
    public void Enter() => Ambient.Value = this;

    public void Committed(long at)
    {
        HasWritten = true;
        for (var seen = Position; seen < at; seen = Position)
            Interlocked.CompareExchange(ref position, at, seen);
    }
}
