using System.Diagnostics;
using Edge.Features.Tracking;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>Every list of a million parcels walks an index in the order of its page. Latencies are printed, not judged.</summary>
public class ListAtScaleTests
{
    private const int Count = 1_000_000;
    private const int Chunk = 100_000;

    private static readonly string?[] Searches = [null, "1", "1z", "PO-9", "erli", "0000 1234", "nowhere"];

    [Fact]
    [Trait("Category", "Scale")]
    public async Task No_list_scans_or_sorts_the_million()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        var started = Stopwatch.StartNew();
        for (var from = 0; from < Count; from += Chunk)
            await database.Write(Shipments(from));
        await database.Write($"insert into shipment_search (shipment_search) values ('rebuild')");
        Console.WriteLine($"{Count} shipments in {started.Elapsed.TotalSeconds:F1} s");

        await CheckPlans(database);
        // What the planner knows after the first orderly end of the process must not lead it astray.
        await database.Write($"analyze");
        await CheckPlans(database);
        await PrintLatencies(database);
    }

    [Fact]
    [Trait("Category", "Scale")]
    public async Task Every_look_up_uses_its_own_index()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        await database.Write(Shipments(0));
        await CheckLookUps(database);
        await database.Write($"analyze");
        await CheckLookUps(database);
    }

    private static async Task CheckLookUps(Database database)
    {
        foreach (var (index, query) in new (string, SqlText)[]
        {
            ("sqlite_autoindex_shipments_1", $"select 1 from shipments s where s.id = {Guid.Empty}"),
            ("sqlite_autoindex_shipments_2", $"select 1 from shipments s where s.token = {"x"}"),
            ("shipments_number", ShipmentStore.LiveQuery("x", null)),
            ("shipments_number", ShipmentStore.LiveQuery("x", "ups")),
            ("shipments_flags_due", ShipmentStore.FlagsDueQuery(FakeTime.Noon, 500)),
            ("events_timeline", EventStore.TimelineQuery(1, null, 50)),
            ("events_timeline", EventStore.TimelineQuery(1, new Cursor(1, 1), 50)),
            ("sqlite_autoindex_events_1", $"select 1 from events e where e.shipment_seq = {1L} and e.dedupe = {Array.Empty<byte>()}"),
            ("events_decisive", EventStore.DecisiveQuery(1)),
            ("events_timeline", EventStore.LatestPlainQuery(1)),
        })
        {
            var plan = await Plan(database, query);
            Assert.True(IsIndexed(plan) && plan.Any(step => step.Contains($"INDEX {index} ", StringComparison.Ordinal)), $"{query.Text}\n{string.Join('\n', plan)}");
        }
    }

    // Numbers, references and cities as they are in life: some common, some rare, one in twenty archived, one in a thousand flagged.
    private static SqlText Shipments(int from) => $"""
        insert into shipments (
            id, token, carrier, number, number_as_typed, reference, destination_city, status, flags, told_flags, explanation_rule,
            explanation_correction, version, change, created_at, updated_at, fresh_as_of, archived)
        with recursive n (i) as (select {from} + 1 union all select i + 1 from n where i < {from} + {Chunk})
        select randomblob(16), hex(randomblob(12)),
            case when i % 10 < 6 then 'ups' when i % 10 < 9 then 'dhl' else 'other' end,
            '1Z' || printf('%016d', (i * 7919) % 100000000), '', 'PO-' || (i * 31 % 1000003),
            case i % 5 when 0 then 'Berlin' when 1 then 'Zürich' when 2 then 'Amsterdam' when 3 then 'Lyon' else 'Bern' end,
            case i % 4 when 0 then 'in_transit' when 1 then 'unknown' else 'delivered' end,
            case when i % 1000 = 0 then 1 << (i / 1000 % 5) else 0 end, 0, 'none', 0, 1, i, i, i / 10, i, i % 20 = 0
        from n
        """;

    private static IEnumerable<ShipmentFilter> Filters() =>
        from status in new Status?[] { null, Status.InTransit }
        from carrier in new[] { null, "other" }
        from flag in Enum.GetValues<ShipmentFlag>().Select(flag => (ShipmentFlag?)flag).Prepend(null)
        from archived in new[] { false, true }
        from since in new long?[] { null, Count / 20 }
        from search in Searches
        from cursor in new Cursor?[] { null, new Cursor(since is null ? Count / 2 : Count / 15, Count / 2) }
        select new ShipmentFilter(
            status, carrier, flag, archived, since is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, SearchText.Parse(search),
            cursor, 50);

    private static async Task CheckPlans(Database database)
    {
        foreach (var filter in Filters())
        {
            var plan = await Plan(database, ShipmentQuery.Of(filter));
            Assert.True(IsIndexed(plan), $"{filter}\n{ShipmentQuery.Of(filter).Text}\n{string.Join('\n', plan)}");
        }
    }

    private static async Task<string[]> Plan(Database database, SqlText query)
    {
        var steps = await database.Read(session => session.List<PlanStep>($"explain query plan {query}"));
        return [.. steps.Select(step => step.Detail)];
    }

    private static bool IsIndexed(string[] plan) =>
        plan.Length > 0 && plan.All(step =>
            !step.Contains("TEMP B-TREE", StringComparison.Ordinal)
            && (!step.StartsWith("SCAN", StringComparison.Ordinal) || step.StartsWith("SCAN f VIRTUAL TABLE INDEX", StringComparison.Ordinal)));

    private static async Task PrintLatencies(Database database)
    {
        Console.WriteLine("milliseconds of a first page, warm (rows): newest | by change");
        foreach (var search in Searches)
        {
            foreach (var (name, narrow) in Narrowings)
            {
                var newest = new ShipmentFilter(null, null, null, false, null, SearchText.Parse(search), null, 50);
                var changed = newest with { UpdatedSince = DateTimeOffset.FromUnixTimeMilliseconds(Count / 20) };
                Console.WriteLine($"{search ?? "-",-10} {name,-14} {await Latency(database, narrow(newest))} | {await Latency(database, narrow(changed))}");
            }
        }
    }

    private static readonly (string Name, Func<ShipmentFilter, ShipmentFilter> Narrow)[] Narrowings =
    [
        ("all", filter => filter),
        ("status", filter => filter with { Status = Status.InTransit }),
        ("carrier", filter => filter with { Carrier = "other" }),
        ("both", filter => filter with { Status = Status.InTransit, Carrier = "other" }),
        ("flag", filter => filter with { Flag = ShipmentFlag.Customs }),
        ("archived", filter => filter with { Archived = true }),
    ];

    private static async Task<string> Latency(Database database, ShipmentFilter filter)
    {
        var rows = 0;
        var best = double.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var started = Stopwatch.GetTimestamp();
            rows = (await database.Read(session => session.List<ShipmentRow>(ShipmentQuery.Of(filter)))).Count;
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return $"{best,8:F2} ({rows,2})";
    }

    private sealed record PlanStep(string Detail) : IRow<PlanStep>
    {
        public static PlanStep Read(Columns columns) => new(columns.Text(3));
    }
}
