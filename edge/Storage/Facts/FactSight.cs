using Edge.Storage.Sql;

namespace Edge.Storage.Facts;

/// <summary>
/// What one look at the log has seen: every fact committed before it, also those that <see cref="FactLog.ReadAfter"/> still holds back
/// behind an older transaction. For readers that must hear early and need no order.
/// </summary>
/// <param name="Line">Changes when a replica was promoted: what the old primary alone had may be undone.</param>
/// <param name="Snapshot">What was visible, as PostgreSQL writes it; empty under SQLite.</param>
/// <param name="Oldest">The oldest transaction that still ran; 0 under SQLite.</param>
/// <param name="Position">All facts up to this number, of transactions or of facts under SQLite, were there to be seen.</param>
internal sealed record FactSight(string Line, string Snapshot, long Oldest, long Position);

/// <summary>A fact without its payload.</summary>
/// <param name="Position">To be compared with <see cref="FactSight.Position"/>.</param>
internal sealed record SeenFact(long Position, string Kind, string Subject) : IRow<SeenFact>
{
    public static SeenFact Read(Columns columns) => new(columns.Long(0), columns.Text(1), columns.Text(2));
}

/// <summary>What a look has seen that an earlier one had not.</summary>
internal sealed record FactNews(FactSight Sight, List<SeenFact> Facts);

/// <summary>Looks at the log.</summary>
internal sealed class FactSights(Database database)
{
    /// <summary>What there is to be seen now.</summary>
    /// <exception cref="StorageUnavailableException">Only a replica answers, which may lag behind.</exception>
    public ValueTask<FactSight> Look(CancellationToken cancellation) => database.Read(See, cancellation);

    /// <summary>As <see cref="Look"/>, with the facts that could not be seen at an earlier look.</summary>
    /// <returns>One fact more than <paramref name="limit"/> when there are too many.</returns>
    public ValueTask<FactNews> LookSince(FactSight earlier, int limit, CancellationToken cancellation) =>
        database.Read(
            async session =>
            {
                var sight = await See(session);
                return new FactNews(sight, await session.List<SeenFact>(Between(session.Dialect, earlier, sight, limit + 1)));
            },
            cancellation);

    /// <summary>The newest facts, newest first.</summary>
    public ValueTask<List<SeenFact>> Newest(int limit, CancellationToken cancellation) => database.Read(
        session => session.List<SeenFact>(session.Dialect == Dialect.Postgres
            ? (SqlText)$"select tx, kind, subject from facts order by tx desc, seq desc limit {limit}"
            : (SqlText)$"select seq, kind, subject from facts order by seq desc limit {limit}"),
        cancellation);

    private static async ValueTask<FactSight> See(Session session)
    {
        if (session.Dialect == Dialect.Sqlite)
            return new FactSight("", "", 0, await session.Number($"select max(seq) from facts") ?? 0);
        var row = await session.First<SightRow>($"""
            select coalesce(case when not pg_is_in_recovery() then substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) end, ''),
                pg_current_snapshot()::text, settled_transactions()
            """);
        if (row is not { Line.Length: > 0 })
            throw new StorageUnavailableException("Only replicas answer");
        return new FactSight(row.Line, row.Snapshot, row.Oldest, row.Oldest - 1);
    }

    // pg_visible_in_snapshot wants the cluster's own numbers of transactions.
    private static SqlText Between(Dialect dialect, FactSight earlier, FactSight now, int limit) => dialect == Dialect.Sqlite
        ? (SqlText)$"select seq, kind, subject from facts where seq > {earlier.Position} and seq <= {now.Position} order by seq limit {limit}"
        : (SqlText)$"""
            select tx, kind, subject from facts where tx >= {earlier.Oldest}
                and not pg_visible_in_snapshot((tx - (select value from transaction_base))::text::xid8, {earlier.Snapshot}::pg_snapshot)
            order by tx, seq limit {limit}
            """;

    private sealed record SightRow(string Line, string Snapshot, long Oldest) : IRow<SightRow>
    {
        public static SightRow Read(Columns columns) => new(columns.Text(0), columns.Text(1), columns.Long(2));
    }
}
