using Edge.Storage.Sql;

namespace Edge.Storage.Postgres;

/// <summary>What a host says of itself.</summary>
/// <param name="IsReplica">It replays another's log.</param>
/// <param name="IsReadOnly">It takes no writes, be it a replica or a former primary that was fenced.</param>
/// <param name="Position">Where its log ends, or how far it is replayed.</param>
/// <param name="Timeline">Grows with each promotion (postgresql.org/docs/15/continuous-archiving.html); 0 of a replica.</param>
internal sealed record HostSighting(bool IsReplica, bool IsReadOnly, long Position, long Timeline) : IRow<HostSighting>
{
    // A position is a number of bytes since the log's beginning; a segment's name begins with the timeline in hexadecimal.
    public static SqlText Question => $"""
        select pg_is_in_recovery()::int::bigint,
            (current_setting('transaction_read_only') = 'on')::int::bigint,
            (case when pg_is_in_recovery() then coalesce(pg_last_wal_replay_lsn(), '0/0') else pg_current_wal_lsn() end
                - '0/0'::pg_lsn)::bigint,
            case when pg_is_in_recovery() then 0
                else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int::bigint end
        """;

    public static HostSighting Read(Columns columns) =>
        new(columns.Bool(0), columns.Bool(1), columns.Long(2), columns.Long(3));
}
