using Edge.Features.Push.Subscriptions;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Push.Delivery;

/// <summary>How far facts have become messages.</summary>
/// <param name="Cursor">Those up to here have.</param>
/// <param name="Subject">Whose subscriptions the next fact is at; empty before the first.</param>
/// <param name="Through">Up to which of them.</param>
internal sealed record FanOutPlace(FactCursor Cursor, string Subject, Guid Through) : IRow<FanOutPlace>
{
    public static FanOutPlace Read(Columns columns) => new(new FactCursor(columns.Long(0), columns.Long(1)), columns.Text(2), columns.Id(3));

    public static FanOutPlace Behind(FactCursor cursor) => new(cursor, "", Guid.Empty);
}

/// <summary>
/// Makes messages of facts. Each step moves the place and writes the messages in one transaction, and only if the place is where it was
/// taken from: of all nodes one makes each message, however many are at it.
/// </summary>
internal sealed class FanOutStore(Database database, PushOptions options, TimeProvider time)
{
    private const int ChunkSize = 1000;

    public ValueTask<FanOutPlace?> Place(CancellationToken cancellation) =>
        database.First<FanOutPlace>($"select tx, seq, subject, through from push_progress where id = 1", cancellation);

    public async ValueTask<bool> AnyoneSubscribed(CancellationToken cancellation) =>
        await database.Read(session => session.Number($"select 1 from push_subscriptions limit 1"), cancellation) is not null;

    /// <summary>Which of the subjects someone is subscribed to; <see cref="SubscriptionStore.AllShipments"/> among them, if anyone is to that.</summary>
    public async ValueTask<HashSet<string>> Subscribed(IReadOnlyList<MovedFact> moves, CancellationToken cancellation)
    {
        SqlText subjects = $"{SubscriptionStore.AllShipments}";
        foreach (var move in moves)
            subjects = $"{subjects}, {move.Subject}";
        var rows = await database.Read(
            session => session.List<SubjectRow>($"select distinct subject from push_subscriptions where subject in ({subjects})"), cancellation);
        return [.. rows.Select(row => row.Subject)];
    }

    /// <returns>False when another node was quicker.</returns>
    public Task<bool> Move(FanOutPlace? from, FanOutPlace to, CancellationToken cancellation) =>
        database.Transaction(session => Move(session, from, to), cancellation);

    /// <summary>Makes the messages of a move for as many subscriptions as one transaction should have.</summary>
    /// <returns>The place behind them; null when another node was quicker.</returns>
    public Task<FanOutPlace?> Enqueue(FanOutPlace place, MovedFact move, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var subject = place.Subject.Length == 0 ? SubscriptionStore.AllShipments : place.Subject;
            var last = (await session.First<IdRow>($"""
                select id from push_subscriptions where subject = {subject} and id > {place.Through} order by id limit 1 offset {ChunkSize - 1}
                """))?.Id;
            var next = last is { } through
                ? place with { Subject = subject, Through = through }
                : subject == SubscriptionStore.AllShipments
                    ? place with { Subject = move.Subject, Through = Guid.Empty }
                    : FanOutPlace.Behind(move.Cursor);
            if (!await Move(session, place, next))
                return null;
            await Insert(session, move, subject, place.Through, last);
            return next;
        },
        cancellation);

    private async ValueTask Insert(Session session, MovedFact move, string subject, Guid after, Guid? through)
    {
        var now = time.GetUtcNow();
        var isOfAll = subject == SubscriptionStore.AllShipments;
        SqlText bound = through is { } last ? $"and s.id <= {last}" : SqlText.Empty;
        // What an operator is told ends with the session that has asked for it.
        SqlText access = isOfAll ? $"and {SubscriptionStore.HasSession(now)}" : SqlText.Empty;
        await session.Execute($"""
            insert into push_messages
                (device_id, subject, scope, status, fact_tx, fact_seq, told_at, due_at, expires_at, attempts, node, node_until)
            select s.device_id, {move.Subject}, {WireName.Of(isOfAll ? SubscriptionScope.Shipments : SubscriptionScope.Parcel)},
                {WireName.Of(move.Status)}, {move.Cursor.Transaction}, {move.Cursor.Seq}, {move.At}, {now}, {now + options.Lifetime}, 0, '', 0
            from push_subscriptions s
            where s.subject = {subject} and s.id > {after} {bound} and s.statuses like {StatusList.Like(move.Status)}
                and s.created_at <= {move.At} {access}
            on conflict (device_id, subject) do update set
                scope = excluded.scope, status = excluded.status, fact_tx = excluded.fact_tx, fact_seq = excluded.fact_seq,
                told_at = excluded.told_at, due_at = excluded.due_at, expires_at = excluded.expires_at, attempts = 0, node = '', node_until = 0
            """);
    }

    private static async ValueTask<bool> Move(Session session, FanOutPlace? from, FanOutPlace to)
    {
        if (from is null)
        {
            return await session.Execute($"""
                insert into push_progress (id, tx, seq, subject, through)
                values (1, {to.Cursor.Transaction}, {to.Cursor.Seq}, {to.Subject}, {to.Through}) on conflict (id) do nothing
                """) == 1;
        }
        return await session.Execute($"""
            update push_progress set tx = {to.Cursor.Transaction}, seq = {to.Cursor.Seq}, subject = {to.Subject}, through = {to.Through}
            where id = 1 and tx = {from.Cursor.Transaction} and seq = {from.Cursor.Seq} and subject = {from.Subject} and through = {from.Through}
            """) == 1;
    }

    private sealed record SubjectRow(string Subject) : IRow<SubjectRow>
    {
        public static SubjectRow Read(Columns columns) => new(columns.Text(0));
    }

    private sealed record IdRow(Guid Id) : IRow<IdRow>
    {
        public static IdRow Read(Columns columns) => new(columns.Id(0));
    }
}
