using System.Globalization;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// Looks after the partitions of PostgreSQL's events, one a month: makes those of the months to come at the start and once an hour, and
/// drops those in which retention has left nothing. What happened in other months lies in the default partition; a month
/// that piles up there, as after an import of old parcels, gets a partition of its own. SQLite's events are in one table.
/// </summary>
internal sealed partial class EventPartitionStore(Database database, TimeProvider time, ILogger<EventPartitionStore> log) : IHostedService
{
    // Also that of make_events_partition (0003_shipments.postgres.sql).
    private const long TendingLock = 1701079910;

    // Late scans still come in for the month before; an ahead of three leaves a quarter of a year to notice that none are made.
    private const int MonthsBack = 1;
    private const int MonthsAhead = 3;

    // Fewer are no load to the default partition; more are not moved within the time that a statement has.
    private const int CrowdFrom = 10_000;
    private const int CrowdThrough = 1_000_000;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect == Dialect.Sqlite)
            return;
        try
        {
            await MakeAhead(cancellationToken);
        }
        catch (StorageUnavailableException error)
        {
            LogNotMade(error);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>0: what goes is empty.</returns>
    public async Task<int> Tend(CancellationToken cancellation)
    {
        if (database.Dialect == Dialect.Sqlite)
            return 0;
        await MakeAhead(cancellation);
        while (await Crowd(cancellation) is { } month && await Make(DateTimeOffset.FromUnixTimeMilliseconds(month), cancellation))
        {
        }
        await DropEmpty(cancellation);
        return 0;
    }

    private async Task MakeAhead(CancellationToken cancellation)
    {
        var present = await Names(cancellation);
        for (var ahead = -MonthsBack; ahead <= MonthsAhead; ahead++)
        {
            var month = Month(ahead);
            if (!present.Exists(partition => partition.Name == NameOf(month)))
                await Make(month, cancellation);
        }
    }

    private async Task DropEmpty(CancellationToken cancellation)
    {
        var oldest = NameOf(Month(-MonthsBack));
        foreach (var partition in await Names(cancellation))
        {
            var isOver = string.CompareOrdinal(partition.Name, oldest) < 0;
            if (isOver && await Asked($"select drop_empty_events_partition({partition.Name})::int", cancellation))
                LogDropped(partition.Name);
        }
    }

    private Task<bool> Make(DateTimeOffset month, CancellationToken cancellation) =>
        Asked($"select make_events_partition({month}, {month.AddMonths(1)})::int", cancellation);

    // One node at a time: dropping two partitions at once takes the locks of their parent in either order.
    private Task<bool> Asked(SqlText question, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            await session.Number($"select 1 from pg_advisory_xact_lock({TendingLock})");
            return await session.Number(question) == 1;
        },
        cancellation);

    // The default partition's name comes behind all years: it is never the oldest.
    private ValueTask<List<Partition>> Names(CancellationToken cancellation) => database.Read(
        session => session.List<Partition>($"""
            select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'events'::regclass order by c.relname
            """),
        cancellation);

    private ValueTask<long?> Crowd(CancellationToken cancellation) => database.Read(
        session => session.Number($"""
            select (extract(epoch from date_trunc('month', to_timestamp(event_time / 1000) at time zone 'utc')) * 1000)::bigint as month
            from events_default group by month having count(*) between {CrowdFrom} and {CrowdThrough} order by month limit 1
            """),
        cancellation);

    private DateTimeOffset Month(int ahead)
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(ahead);
    }

    private static string NameOf(DateTimeOffset month) => month.ToString("'events_'yyyy'_'MM", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Partition}, in which no event was left")]
    private partial void LogDropped(string partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No partitions of events could be made; housekeeping tries again")]
    private partial void LogNotMade(StorageUnavailableException error);

    private sealed record Partition(string Name) : IRow<Partition>
    {
        public static Partition Read(Columns columns) => new(columns.Text(0));
    }
}
