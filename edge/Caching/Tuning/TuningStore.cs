using System.Globalization;
using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Caching.Tuning;

/// <summary>
/// The changes of <see cref="TuningTarget"/>s. Those of a target stand on each other: the deepest that is not undone is in force, and only
/// it can be undone. Two at the same moment want the same depth, and one of them is refused.
/// </summary>
internal sealed class TuningStore(Database database, FactLog facts, Knobs knobs, TimeProvider time)
{
    /// <summary>The fact of each change; its subject is always <see cref="FactSubject"/>.</summary>
    public const string FactKind = "CacheTuned";

    public const string FactSubject = "tuning";

    private const int MostListed = 50;

    /// <summary>The value in force of each target that has one.</summary>
    public async Task<List<TunedValue>> InForce(CancellationToken cancellation)
    {
        var rows = await database.Read(
            session => session.List<TunedRow>($"""
                select target, value_after from cache_changes where undone_at is null and not exists ({Later})
                """),
            cancellation);
        return rows.ConvertAll(row => row.Value);
    }

    /// <summary>The newest changes, also those that were undone.</summary>
    public async Task<List<CacheChange>> List(CancellationToken cancellation)
    {
        var rows = await database.Read(
            session => session.List<ChangeRow>($"{Select} order by applied_at desc, id desc limit {MostListed}"), cancellation);
        return rows.ConvertAll(row => row.Change);
    }

    /// <param name="evidence">A JSON object, for those who read the audit log later.</param>
    /// <exception cref="ProblemException">What holds now is not what the proposal would change.</exception>
    public Task<CacheChange> Apply(Proposal proposal, Caller caller, string evidence, CancellationToken cancellation)
    {
        var now = StoredNow();
        return database.Transaction(
            async session =>
            {
                var newest = await Newest(session, proposal.Target);
                var holds = newest?.Change.After ?? knobs.Configured(proposal.Target);
                if (holds != proposal.Before)
                    throw new ProblemException(holds == proposal.After ? Problems.CacheRecommendationApplied() : Problems.CacheRecommendationStale());
                var entry = new AuditEntry(
                    Guid.CreateVersion7(now), now, caller, FactKind, $"cache:{proposal.Target}", Text(proposal.Before), Text(proposal.After), evidence);
                var isFirst = await session.Execute($"""
                    insert into cache_changes (id, target, depth, value_before, value_after, applied_at, applied_by)
                    values ({entry.Id}, {proposal.Target}, {(newest?.Depth ?? 0) + 1}, {proposal.Before}, {proposal.After}, {now}, {entry.CallerName})
                    on conflict do nothing
                    """) == 1;
                if (!isFirst)
                    throw new ProblemException(Problems.CacheRecommendationStale());
                await Tell(session, entry);
                return (await Find(session, entry.Id, SqlText.Empty))!.Change;
            },
            cancellation);
    }

    /// <exception cref="ProblemException">There is no such change, it is undone, or a later one stands on it.</exception>
    public Task<CacheChange> Undo(Guid id, Caller caller, CancellationToken cancellation)
    {
        var now = StoredNow();
        return database.Transaction(
            async session =>
            {
                // Waits for who is building upon it: the next statement sees what has come of that.
                var row = await Find(session, id, session.RowLock) ?? throw new ProblemException(Problems.CacheChangeNotFound());
                var entry = new AuditEntry(
                    Guid.CreateVersion7(now), now, caller, "CacheTuningUndone", $"cache:{row.Change.Target}", Text(row.Change.After),
                    Text(row.Change.Before), $$"""{"change":"{{id}}"}""");
                var isUndone = await session.Execute($"""
                    update cache_changes set undone_at = {now}, undone_by = {entry.CallerName}
                    where id = {id} and undone_at is null and not exists ({Later})
                    """) == 1;
                if (!isUndone)
                {
                    row = (await Find(session, id, SqlText.Empty))!;
                    throw new ProblemException(row.Change.UndoneAt is null ? Problems.CacheChangeSuperseded() : Problems.CacheChangeUndone());
                }
                await Tell(session, entry);
                return (await Find(session, id, SqlText.Empty))!.Change;
            },
            cancellation);
    }

    private async ValueTask Tell(Session session, AuditEntry entry)
    {
        await AuditStore.Append(session, entry);
        await facts.Append(session, new Fact(FactKind, FactSubject, $$"""{"change":"{{entry.Id}}"}"""));
    }

    private static SqlText Select => $"""
        select id, target, depth, value_before, value_after, applied_at, applied_by, undone_at, undone_by,
            case when undone_at is null and not exists ({Later}) then cast(1 as bigint) else cast(0 as bigint) end
        from cache_changes
        """;

    private static SqlText Later => $"""
        select 1 from cache_changes as later
        where later.target = cache_changes.target and later.undone_at is null and later.depth > cache_changes.depth
        """;

    private static ValueTask<ChangeRow?> Find(Session session, Guid id, SqlText rowLock) =>
        session.First<ChangeRow>($"{Select} where id = {id} {rowLock}");

    private static ValueTask<ChangeRow?> Newest(Session session, string target) => session.First<ChangeRow>(
        // Its lock keeps it from being undone under what is built upon it.
        $"{Select} where target = {target} and undone_at is null order by depth desc limit 1 {session.RowLock}");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The database keeps milliseconds.
    private DateTimeOffset StoredNow() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record TunedRow(TunedValue Value) : IRow<TunedRow>
    {
        public static TunedRow Read(Columns columns) => new(new TunedValue(columns.Text(0), columns.Long(1)));
    }

    private sealed record ChangeRow(CacheChange Change, long Depth) : IRow<ChangeRow>
    {
        public static ChangeRow Read(Columns columns) => new(
            new CacheChange(
                columns.Id(0),
                columns.Text(1),
                columns.Long(3),
                columns.Long(4),
                columns.Time(5),
                columns.Text(6),
                columns.TimeOrNull(7),
                columns.TextOrNull(8),
                columns.Bool(9)),
            columns.Long(2));
    }
}
