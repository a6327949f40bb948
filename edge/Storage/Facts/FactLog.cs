namespace Edge.Storage.Facts;

/// <summary>
/// The durable log that everything reacting to a change hangs on. A fact is appended in the transaction of the change it tells of,
/// so there is never one without the other; a reader keeps its own cursor and so misses nothing over a crash.
/// </summary>
internal sealed class FactLog(Database database, TimeProvider time)
{
    public async ValueTask Append(Session transaction, Fact fact) =>
        await transaction.Execute($"""
            insert into facts (at, kind, subject, payload)
            values ({time.GetUtcNow()}, {fact.Kind}, {fact.Subject}, {fact.Payload})
            """);

    /// <summary>The facts behind a cursor, oldest first.</summary>
    public ValueTask<List<RecordedFact>> ReadAfter(long cursor, int limit, CancellationToken cancellation = default) =>
        database.Read(
            session => session.List<RecordedFact>($"""
                select seq, at, kind, subject, payload from facts where seq > {cursor} order by seq limit {limit}
                """),
            cancellation);

    /// <summary>The cursor of the newest fact, 0 in an empty log.</summary>
    public async ValueTask<long> Head(CancellationToken cancellation = default) =>
        await database.Read(session => session.Number($"select max(seq) from facts"), cancellation) ?? 0;

    /// <summary>Drops facts that every reader has long seen.</summary>
    public Task<int> DropOlderThan(TimeSpan age, CancellationToken cancellation = default) =>
        database.Write($"delete from facts where at < {time.GetUtcNow() - age}", cancellation);
}
