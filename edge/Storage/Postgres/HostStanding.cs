namespace Edge.Storage.Postgres;

internal enum HostRole
{
    Down,
    Replica,
    Primary,
}

/// <param name="Position">How far its log is replayed.</param>
/// <param name="Lag">How long ago the primary was where this replica is.</param>
/// <param name="IsReadable">Whether reads may be sent to it: a replica that is too far behind gets none.</param>
internal sealed record HostStanding(HostRole Role, long Position, TimeSpan Lag, bool IsReadable)
{
    public static readonly HostStanding Unknown = new(HostRole.Down, 0, TimeSpan.Zero, false);

    public override string ToString() => Role switch
    {
        HostRole.Primary => "primary",
        HostRole.Replica => $"replica, {Lag.TotalSeconds:0.0} s behind{(IsReadable ? "" : " or more, left out")}",
        _ => "not reachable",
    };
}
