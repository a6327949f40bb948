using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Caching.Cdn;

/// <summary>How far one cache has been told what happened.</summary>
/// <param name="Edition">The database and the build whose answers it may hold; others were dropped.</param>
/// <param name="Purged">What the facts up to here outdated was purged.</param>
/// <param name="Again">What the facts up to here outdated was purged twice.</param>
/// <param name="Mark">Up to here things were purged by <paramref name="MarkedAt"/>: the end of the next repetition.</param>
internal sealed record PurgeState(
    string Edition, FactCursor Purged, FactCursor Again, FactCursor Mark, DateTimeOffset MarkedAt) : IRow<PurgeState>
{
    public static PurgeState Read(Columns columns) => new(
        columns.Text(0),
        new FactCursor(columns.Long(1), columns.Long(2)),
        new FactCursor(columns.Long(3), columns.Long(4)),
        new FactCursor(columns.Long(5), columns.Long(6)),
        columns.Time(7));

    public bool OwesRepetition => Again != Mark;

    public PurgeState AfterPurge(FactCursor through, DateTimeOffset now) =>
        OwesRepetition ? this with { Purged = through } : this with { Purged = through, Mark = through, MarkedAt = now };

    public PurgeState AfterRepetition(DateTimeOffset now) => this with { Again = Mark, Mark = Purged, MarkedAt = now };

    /// <summary>Whether a fact is among those that are purged again.</summary>
    public bool IsMarked(FactCursor fact) =>
        fact.Transaction < Mark.Transaction || (fact.Transaction == Mark.Transaction && fact.Seq <= Mark.Seq);
}
