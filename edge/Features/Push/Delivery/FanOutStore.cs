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

/// <summary>A move that someone is to be told of.</summary>
/// <param name="OfAll">The subject of all shipments of the organisation that the moved one belongs to.</param>
internal sealed record WantedMove(MovedFact Move, string OfAll);

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

    /// <summary>The moves that someone is to be told of; what is gone since is told to nobody.</summary>
    public ValueTask<List<WantedMove>> Wanted(IReadOnlyList<MovedFact> moves, CancellationToken cancellation) => database.Read(
        async session =>
        {
            var ofAll = new Dictionary<string, string>();
            foreach (var row in await session.List<OwnedRow>($"select id, organisation from shipments where id in ({Ids(moves)})"))
                ofAll[row.Id.ToString()] = SubscriptionStore.SubjectOf(row.Organisation);
            var subjects = SqlText.Empty;
            foreach (var subject in ofAll.Keys.Concat(ofAll.Values.Distinct()))
                subjects = subjects.Parameters.Count == 0 ? (SqlText)$"{subject}" : $"{subjects}, {subject}";
            HashSet<string> subscribed = ofAll.Count == 0 ? [] :
                [.. (await session.List<SubjectRow>($"select distinct subject from push_subscriptions where subject in ({subjects})")).Select(row => row.Subject)];
            var wanted = new List<WantedMove>();
            foreach (var move in moves)
            {
                if (ofAll.TryGetValue(move.Subject, out var all) && (subscribed.Contains(all) || subscribed.Contains(move.Subject)))
                    wanted.Add(new WantedMove(move, all));
            }
            return wanted;
        },
        cancellation);

    /// <returns>False when another node was quicker.</returns>
    public Task<bool> Move(FanOutPlace? from, FanOutPlace to, CancellationToken cancellation) =>
        database.Transaction(session => Move(session, from, to), cancellation);

    /// <summary>Makes the messages of a move for as many subscriptions as one transaction should have.</summary>
    /// <returns>The place behind them; null when another node was quicker.</returns>
    /// <param name="ofAll">The subject of all shipments of the organisation that the moved one belongs to.</param>
    public Task<FanOutPlace?> Enqueue(FanOutPlace place, MovedFact move, string ofAll, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            // Of what was begun for a move that nobody is to be told of any more, nothing is left to do.
            var isBegun = place.Subject == ofAll || place.Subject == move.Subject;
            var (subject, after) = isBegun ? (place.Subject, place.Through) : (ofAll, Guid.Empty);
            var last = (await session.First<IdRow>($"""
                select id from push_subscriptions where subject = {subject} and id > {after} order by id limit 1 offset {ChunkSize - 1}
                """))?.Id;
            var next = last is { } through
                ? place with { Subject = subject, Through = through }
                : subject == ofAll
                    ? place with { Subject = move.Subject, Through = Guid.Empty }
                    : FanOutPlace.Behind(move.Cursor);
            if (!await Move(session, place, next))
                return null;
            await Insert(session, move, subject, after, last);
            return next;
        },
        cancellation);

    private static SqlText Ids(IReadOnlyList<MovedFact> moves)
    {
        SqlText ids = $"{Guid.Parse(moves[0].Subject)}";
        for (var i = 1; i < moves.Count; i++)
            ids = $"{ids}, {Guid.Parse(moves[i].Subject)}";
        return ids;
    }

    private async ValueTask Insert(Session session, MovedFact move, string subject, Guid after, Guid? through)
    {
        var now = time.GetUtcNow();
        var isOfAll = subject != move.Subject;
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

    private sealed record OwnedRow(Guid Id, long Organisation) : IRow<OwnedRow>
    {
        public static OwnedRow Read(Columns columns) => new(columns.Id(0), columns.Long(1));
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
