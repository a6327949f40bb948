using System.Diagnostics;
using Edge.Features.Tracking;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>No list of a million parcels does more than a bounded piece of work for a page. Latencies are printed, not judged.</summary>
public class ListAtScaleTests
{
    // Counting off and looking at ShipmentList.MaxEntries entries; a scan of the million takes ten million and more.
    private const int MaxSteps = 50 * ShipmentList.MaxEntries;

    // There are few lists that search nothing, and a percentile needs many.
    private const int Often = 10;

    private static readonly EventSpan Span = new(FakeTime.Noon, FakeTime.Noon.AddDays(3));

    [Fact]
    [Trait("Category", "Scale")]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task Every_page_is_bounded_work_on_an_index_and_the_pages_miss_nothing()
    {
        await using var server = await EdgeServer.Start(MillionShipments.Kept);
        var database = server.Services.GetRequiredService<Database>();
        var started = Stopwatch.StartNew();
        await MillionShipments.Fill(database);
        Console.WriteLine($"{MillionShipments.Count} shipments in {started.Elapsed.TotalSeconds:F1} s");
        using var session = new WatchedSession(Path.Combine(server.DataFolder, "edge.db"));

        await CheckIndexes(session);
        await CheckWork(session);
        var asked = session.Asked.ToList();
        await CheckPlans(session, asked);
        foreach (var filter in MillionShipments.LongWays())
            await CheckWhole(session, filter);
        // What the planner knows after the first orderly end of the process must not lead it astray.
        await database.Write($"analyze");
        using var informed = new WatchedSession(Path.Combine(server.DataFolder, "edge.db"));
        await CheckPlans(informed, asked);
        await CheckIndexes(informed);
    }

    [Fact]
    [Trait("Category", "Scale")]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task Every_look_up_uses_its_own_index()
    {
        await using var server = await EdgeServer.Start(MillionShipments.Kept);
        var database = server.Services.GetRequiredService<Database>();
        await MillionShipments.Fill(database);
        using var session = new WatchedSession(Path.Combine(server.DataFolder, "edge.db"));
        await CheckLookUps(session);
        await database.Write($"analyze");
        using var informed = new WatchedSession(Path.Combine(server.DataFolder, "edge.db"));
        await CheckLookUps(informed);
    }

    private static async Task CheckLookUps(WatchedSession session)
    {
        foreach (var (index, query) in new (string, SqlText)[]
        {
            ("sqlite_autoindex_shipments_1", $"select 1 from shipments s where s.id = {Guid.Empty}"),
            ("sqlite_autoindex_shipments_2", $"select 1 from shipments s where s.token = {"x"}"),
            ("shipments_number", ShipmentStore.LiveQuery(Organisations.Home, "x", null, 20)),
            ("shipments_number", ShipmentStore.LiveQuery(Organisations.Home, "x", "ups", 20)),
            ("shipments_number", ShipmentStore.LiveQuery(null, "x", null, 200)),
            ("shipments_flags_due", ShipmentStore.FlagsDueQuery(FakeTime.Noon, 500)),
            ("events_timeline", EventStore.TimelineQuery(1, null, null, 50)),
            ("events_timeline", EventStore.TimelineQuery(1, null, new Cursor(1, 1), 50)),
            ("events_timeline", EventStore.TimelineQuery(1, Span, null, 50)),
            ("events_timeline", EventStore.TimelineQuery(1, Span, new Cursor(1, 1), 50)),
            ("events_timeline", EventStore.StoredQuery(1, new StatusEvent(FakeTime.Noon, false, Status.Delivered, 1))),
            ("events_decisive", EventStore.DecisiveQuery(1, null)),
            ("events_decisive", EventStore.DecisiveQuery(1, Span)),
            ("events_timeline", EventStore.LatestPlainQuery(1, null)),
            ("events_timeline", EventStore.LatestPlainQuery(1, Span)),
            ("shipments_ended", RetentionStore.FinishedQuery(FakeTime.Noon, 50)),
            ("shipments_archived", RetentionStore.RemovableQuery(FakeTime.Noon, 50)),
        })
        {
            var plan = await session.Plan(query);
            // What happened at one moment may be sorted.
            Assert.True(IsIndexed([.. plan.Where(step => index != "events_timeline" || !IsTie(step))]), $"{query.Text}\n{string.Join('\n', plan)}");
            Assert.Contains(plan, step => step.Contains($"INDEX {index} ", StringComparison.Ordinal));
        }
    }

    private static async Task CheckIndexes(WatchedSession session)
    {
        foreach (var (index, filter) in MillionShipments.Indexes())
        {
            session.Forget();
            await ShipmentList.Page(session, filter);
            var plan = await session.Plan(session.Asked.Last(IsPage));
            Assert.Contains(index, plan[0], StringComparison.Ordinal);
        }
    }

    // Of the statements behind a page, the ones that read whole rows.
    private static bool IsPage(SqlText query) => query.Text.Contains(ShipmentRow.Columns.Text, StringComparison.Ordinal);

    private static async Task CheckPlans(WatchedSession session, IReadOnlyCollection<SqlText> queries)
    {
        foreach (var query in queries)
        {
            var plan = await session.Plan(query);
            Assert.True(IsIndexed(plan), $"{query.Text}\n{string.Join('\n', plan)}");
        }
    }

    private static bool IsTie(string step) => step is "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY" or "USE TEMP B-TREE FOR LAST TERM OF ORDER BY";

    private static bool IsIndexed(string[] plan) =>
        plan.Length > 0 && plan.All(step =>
            !step.Contains("TEMP B-TREE", StringComparison.Ordinal)
            && (!step.StartsWith("SCAN", StringComparison.Ordinal) || step.StartsWith("SCAN f VIRTUAL TABLE INDEX", StringComparison.Ordinal)));

    private static async Task CheckWork(WatchedSession session)
    {
        var figures = new ListFigures("steps");
        foreach (var filter in MillionShipments.Filters())
        {
            session.TakeCounts();
            var took = await Milliseconds(session, filter);
            var (steps, sorts) = session.TakeCounts();
            Assert.True(steps <= MaxSteps && sorts == 0, $"{steps} steps and {sorts} sorts for {filter}");
            figures.Add(filter, steps, took);
            for (var times = filter.Search is null ? Often : 0; times > 0; times--)
                figures.Add(filter, steps, await Milliseconds(session, filter));
        }
        figures.Print();
    }

    private static async Task<double> Milliseconds(WatchedSession session, ShipmentFilter filter)
    {
        var started = Stopwatch.GetTimestamp();
        await ShipmentList.Page(session, filter);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task CheckWhole(WatchedSession session, ShipmentFilter filter)
    {
        var met = new HashSet<long>();
        var (pages, rows) = (0, 0);
        Cursor? next = null;
        do
        {
            var page = await ShipmentList.Page(session, filter with { After = next, Limit = 200 });
            (pages, rows, next) = (pages + 1, rows + page.Rows.Count, page.Next);
            met.UnionWith(page.Rows.Select(row => row.Seq));
        }
        while (next is not null && pages < 5000);
        Assert.Equal((await session.Number(MillionShipments.CountOf(filter)), rows), (met.Count, met.Count));
        Console.WriteLine($"{rows,6} rows on {pages,4} pages of 200: {Words(filter)}");
    }

    private static string Words(ShipmentFilter filter) =>
        $"{filter.Status} {filter.Carrier} {filter.Flag} archived={filter.Archived} since={filter.UpdatedSince?.ToUnixTimeMilliseconds()} "
        + $"'{filter.Search?.Text}' after={filter.After?.First}";
}
