using Edge.Storage.Postgres;
using Edge.Storage.Sql;

namespace Edge.Storage.Facts;

/// <summary>
/// The durable log that everything reacting to a change hangs on. A fact is appended in the transaction of the change it tells of,
/// so there is never one without the other; a reader keeps its own cursor and so misses nothing over a crash.
/// </summary>
internal sealed class FactLog(Database database, FactWakeup wakeup, TimeProvider time, PostgresFactRelay? relay = null)
{
    /// <returns>Its place in the log.</returns>
    public async ValueTask<FactCursor> Append(Session transaction, Fact fact)
    {
        var cursor = (await transaction.First<Place>($"""
            insert into facts (at, kind, subject, payload)
            values ({time.GetUtcNow()}, {fact.Kind}, {fact.Subject}, {fact.Payload}) returning tx, seq
            """))!.Cursor;
        (transaction.Appended ??= []).Add(new AppendedFact(cursor, fact.Kind, fact.Subject));
        return cursor;
    }

    /// <summary>
    /// Appends a fact without waiting for its place: whoever writes it down does so in the next statement of the same transaction.
    /// </summary>
    /// <returns>What stands for its place there.</returns>
    public async ValueTask<FactPlace> Tell(Session transaction, Fact fact)
    {
        if (transaction.Dialect == Dialect.Sqlite)
            return FactPlace.Of(await Append(transaction, fact));
        (transaction.Appended ??= []).Add(new AppendedFact(AppendedFact.Unplaced, fact.Kind, fact.Subject));
        await transaction.Later($"""
            insert into facts (at, kind, subject, payload)
            values ({time.GetUtcNow()}, {fact.Kind}, {fact.Subject}, {fact.Payload})
            """);
        return FactPlace.Last;
    }

    /// <summary>Appends many.</summary>
    /// <returns>Their places in the log, in their order.</returns>
    public async ValueTask<List<FactCursor>> AppendAll(Session transaction, IReadOnlyList<Fact> facts)
    {
        var places = new List<FactCursor>(facts.Count);
        if (transaction.Dialect == Dialect.Sqlite)
        {
            foreach (var fact in facts)
                places.Add(await Append(transaction, fact));
            return places;
        }
        var now = time.GetUtcNow();
        var free = await transaction.List<Place>($"""
            select this_transaction(), nextval('facts_seq_seq') from generate_series(1, {facts.Count})
            """);
        foreach (var place in free)
            places.Add(place.Cursor);
        for (var i = 0; i < facts.Count; i++)
            (transaction.Appended ??= []).Add(new AppendedFact(places[i], facts[i].Kind, facts[i].Subject));
        await transaction.InsertAll([.. facts.Select((fact, at) => (SqlText)$"""
            insert into facts (tx, seq, at, kind, subject, payload)
            values ({places[at].Transaction}, {places[at].Seq}, {now}, {fact.Kind}, {fact.Subject}, {fact.Payload})
            """)]);
        return places;
    }

    /// <summary>The facts behind a cursor, oldest first.</summary>
    public ValueTask<List<RecordedFact>> ReadAfter(FactCursor cursor, int limit, CancellationToken cancellation = default) =>
        database.Read(session => session.List<RecordedFact>(After(session.Dialect, cursor, limit)), cancellation);

    /// <summary>To be asked before facts are read, for <see cref="WaitForMore"/>.</summary>
    public long Heard => wakeup.Signals;

    /// <summary>
    /// Ends when facts were appended after <paramref name="heard"/>, on whichever node, or after <paramref name="atMost"/>: not every
    /// append is heard of, and what is heard of may not be readable yet.
    /// </summary>
    public Task WaitForMore(long heard, TimeSpan atMost, CancellationToken cancellation)
    {
        relay?.Begin();
        return wakeup.Wait(heard, atMost, cancellation);
    }

    /// <summary>The place behind all facts that can be read now; the beginning in an empty log.</summary>
    public async ValueTask<FactCursor> Newest(CancellationToken cancellation = default) =>
        (await database.Read(session => session.First<Place>(Last(session.Dialect)), cancellation))?.Cursor ?? default;

    /// <summary>The number of the newest fact, 0 in an empty log.</summary>
    public async ValueTask<long> Head(CancellationToken cancellation = default) =>
        await database.Read(session => session.Number($"select max(seq) from facts"), cancellation) ?? 0;

    /// <summary>Drops facts that every reader has long seen.</summary>
    public Task<int> DropOlderThan(TimeSpan age, CancellationToken cancellation = default) =>
        database.Write($"delete from facts where at < {time.GetUtcNow() - age}", cancellation);

    // Transactions of PostgreSQL commit in any order: those that began after one that still runs are left for later.
    private static SqlText After(Dialect dialect, FactCursor cursor, int limit)
    {
        SqlText behind = $"seq > {cursor.Seq} order by seq";
        if (dialect == Dialect.Postgres)
            behind = $"(tx, seq) > ({cursor.Transaction}, {cursor.Seq}) and tx < settled_transactions() order by tx, seq";
        return $"select tx, seq, at, kind, subject, payload from facts where {behind} limit {limit}";
    }

    private static SqlText Last(Dialect dialect)
    {
        SqlText readable = $"order by seq";
        if (dialect == Dialect.Postgres)
            readable = $"where tx < settled_transactions() order by tx desc, seq";
        return $"select tx, seq from facts {readable} desc limit 1";
    }

    private sealed record Place(FactCursor Cursor) : IRow<Place>
    {
        public static Place Read(Columns columns) => new(new FactCursor(columns.Long(0), columns.Long(1)));
    }
}
