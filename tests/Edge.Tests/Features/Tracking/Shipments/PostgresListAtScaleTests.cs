using System.Diagnostics;
using Edge.Features.Tracking;
using Edge.Features.Tracking.Shipments;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>
/// As <see cref="ListAtScaleTests"/>, on PostgreSQL: no page looks at more than a bounded number of entries, with statistics and without.
/// EDGE_TEST_SHIPMENTS says of how many shipments; with a million the latencies that it prints are those of docs/SCALE.md.
/// </summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class PostgresListAtScaleTests
{
    // Those of the page, seen again in the step above, and the looks at where ways lead.
    private const long MaxMet = (4 * ShipmentList.MaxEntries) + 2000;
    private const int Usual = 60_000;
    private const int Seventh = 7;

    // There are few lists that search nothing, and a percentile needs many.
    private const int Often = 30;

    private static readonly string? Wanted = Environment.GetEnvironmentVariables()["EDGE_TEST_SHIPMENTS"] as string;

    private static readonly int Count = Wanted is null ? Usual : int.Parse(Wanted, System.Globalization.CultureInfo.InvariantCulture);

    // Pages on the way down to the entries; behind it each entry costs one at the most.
    private const long WayDown = 40;

    [PostgresFact]
    public async Task Every_page_is_bounded_work_on_an_index_and_the_pages_miss_nothing()
    {
        await using var server = await EdgeServer.Start(MillionShipments.Kept);
        var database = server.Services.GetRequiredService<Database>();
        var shipments = new ManyShipments(Count);
        await shipments.Fill(database);

        foreach (var filter in shipments.Filters().Where((_, at) => at % Seventh == 0))
            await CheckWork(database, filter);
        await database.Write($"analyze shipments");
        foreach (var (index, filter) in shipments.Indexes())
            Assert.Contains(index, (await Explain(database, filter)).Last(page => !page.IsByText).Indexes);
        foreach (var filter in shipments.Filters())
            await CheckWork(database, filter);
        foreach (var filter in shipments.LongWays())
            await CheckWhole(database, filter);
        if (Wanted is not null)
            await PrintTimes(database, shipments);
    }

    private static async Task CheckWork(Database database, ShipmentFilter filter)
    {
        foreach (var asked in await Explain(database, filter))
        {
            if (asked.IsByText)
                continue;
            var why = $"{filter}\n{asked}\n{string.Join(", ", asked.Nodes)} by {string.Join(", ", asked.Indexes)}";
            Assert.True(asked.Met <= MaxMet, why);
            Assert.True(asked.Blocks <= asked.Met + WayDown, why);
            Assert.True(asked.Nodes.All(node => !node.Contains("Seq Scan", StringComparison.Ordinal) && !node.Contains("Sort", StringComparison.Ordinal)), why);
        }
    }

    private static Task<List<Explained>> Explain(Database database, ShipmentFilter filter) => database.Read(async session =>
    {
        var explained = new ExplainedSession(session);
        await ShipmentList.Page(explained, filter);
        return explained.Asked;
    }).AsTask();

    private static async Task CheckWhole(Database database, ShipmentFilter filter)
    {
        var met = new HashSet<long>();
        var rows = 0;
        for (Cursor? next = null; ;)
        {
            var page = await database.Read(session => ShipmentList.Page(session, filter with { After = next, Limit = 200 }));
            rows += page.Rows.Count;
            met.UnionWith(page.Rows.Select(row => row.Seq));
            if (page.Next is null)
                break;
            next = page.Next;
        }
        var expected = await database.Read(session => session.Number(ManyShipments.CountOf(filter)));
        Assert.Equal((expected, rows), (met.Count, met.Count));
    }

    private static async Task PrintTimes(Database database, ManyShipments shipments)
    {
        var figures = new ListFigures("blocks");
        foreach (var filter in shipments.Filters())
        {
            var blocks = (await Explain(database, filter)).Sum(asked => asked.Blocks);
            for (var times = filter.Search is null ? Often : 1; times > 0; times--)
            {
                var start = Stopwatch.GetTimestamp();
                await database.Read(session => ShipmentList.Page(session, filter));
                figures.Add(filter, blocks, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        Console.WriteLine($"{Count} shipments");
        figures.Print();
    }
}
