using System.Text.RegularExpressions;
using Edge.Features.Tracking;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Events;

[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public partial class EventPartitionTests
{
    private static readonly string[] AtTheStart =
        ["events_2026_02", "events_2026_03", "events_2026_04", "events_2026_05", "events_2026_06", "events_default"];

    [PostgresFact]
    public async Task The_months_around_now_have_partitions_and_housekeeping_goes_on_making_them()
    {
        await using var server = await EdgeServer.Start();
        Assert.Equal(AtTheStart, await Partitions(server));

        server.Time.Advance(TimeSpan.FromDays(31));
        await Tend(server);

        Assert.Equal(["events_2026_03", .. AtTheStart[2..5], "events_2026_07", "events_default"], await Partitions(server));
    }

    [PostgresFact]
    public async Task Several_at_once_make_and_drop_each_partition_once()
    {
        await using var server = await EdgeServer.Start();
        server.Time.Advance(TimeSpan.FromDays(365));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Tend(server))));

        Assert.Equal(
            ["events_2027_02", "events_2027_03", "events_2027_04", "events_2027_05", "events_2027_06", "events_default"],
            await Partitions(server));
    }

    [PostgresFact]
    public async Task A_partition_goes_when_retention_has_left_nothing_in_it_and_not_before()
    {
        await using var server = await EdgeServer.Start(("Tracking:ArchiveAfter", "30d"), ("Tracking:RemoveAfter", "30d"));
        var client = new TrackingClient(server);
        var (done, slow) = (await client.Create("DONE"), await client.Create("SLOW"));
        await client.Append(done.Id, Status.Delivered, 0);
        await client.Append(slow.Id, Status.PickedUp, 0);
        foreach (var days in new[] { 30, 30 })
        {
            server.Time.Advance(TimeSpan.FromDays(days));
            await server.Services.GetRequiredService<RetentionStore>().Run(CancellationToken.None);
        }
        await Tend(server);
        Assert.Contains("events_2026_03", await Partitions(server));

        await client.Append(slow.Id, Status.Delivered, 60 * 24 * 59);
        foreach (var days in new[] { 30, 30 })
        {
            server.Time.Advance(TimeSpan.FromDays(days));
            await server.Services.GetRequiredService<RetentionStore>().Run(CancellationToken.None);
        }
        await Tend(server);

        Assert.DoesNotContain("events_2026_03", await Partitions(server));
        Assert.Contains("events_2026_06", await Partitions(server));
    }

    [PostgresFact]
    public async Task An_event_is_known_again_in_whichever_month_and_where_there_is_none()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var times = new[]
        {
            new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 2, 28, 23, 59, 59, 999, TimeSpan.Zero),
            new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero),
        };
        foreach (var time in times)
        {
            var request = new AppendEventRequest(time, Status.InTransit, Classifier: Classifier.Estimated);
            var first = (await client.Append(shipment.Id, request)).As(WireJson.Reading.AppendedEvent);
            var again = (await client.Append(shipment.Id, request)).As(WireJson.Reading.AppendedEvent);
            Assert.Equal((AppendOutcome.Appended, AppendOutcome.Duplicate), (first.Outcome, again.Outcome));
            Assert.Equal(first.Event.Id, again.Event.Id);
        }

        Assert.Equal(times.Reverse(), (await client.Timeline(shipment.Id)).Items.Select(item => item.EventTime));
        var page = await client.Timeline(shipment.Id, "limit=2");
        var rest = await client.Timeline(shipment.Id, $"limit=2&cursor={page.Next}");
        Assert.Equal(times[..2].Reverse(), rest.Items.Select(item => item.EventTime));
        Assert.Equal(2, await Number(server, $"select count(*) from events_default"));
    }

    [PostgresFact]
    public async Task What_lay_in_the_default_partition_moves_into_its_month_when_that_is_made()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        var july = new DateTimeOffset(2026, 7, 9, 0, 0, 0, TimeSpan.Zero);
        var forecast = new AppendEventRequest(july, Status.Delivered, Classifier: Classifier.Planned);
        await client.Append(shipment.Id, forecast);
        Assert.Equal(1, await Number(server, $"select count(*) from events_default"));

        server.Time.Advance(TimeSpan.FromDays(31));
        await Tend(server);

        Assert.Equal(0, await Number(server, $"select count(*) from events_default"));
        Assert.Equal(1, await Number(server, $"select count(*) from events_2026_07"));
        Assert.Equal(AppendOutcome.Duplicate, (await client.Append(shipment.Id, forecast)).As(WireJson.Reading.AppendedEvent).Outcome);
        Assert.Single((await client.Timeline(shipment.Id)).Items);
    }

    [PostgresFact]
    public async Task A_month_that_piles_up_in_the_default_partition_gets_its_own()
    {
        await using var server = await EdgeServer.Start();
        await Fill(server, count: 12_000, from: new DateTimeOffset(2019, 5, 1, 0, 0, 0, TimeSpan.Zero), days: 31);
        await Fill(server, count: 9_000, from: new DateTimeOffset(2019, 6, 1, 0, 0, 0, TimeSpan.Zero), days: 30);

        await Tend(server);

        Assert.Equal(12_000, await Number(server, $"select count(*) from events_2019_05"));
        Assert.Equal(9_000, await Number(server, $"select count(*) from events_default"));
    }

    [PostgresFact]
    public async Task A_timeline_reads_the_months_it_spans_by_index_and_no_others()
    {
        await using var server = await EdgeServer.Start();
        for (var month = 0; month < 24; month++)
            await Fill(server, count: 10_000, from: new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(month), days: 28);
        await Tend(server);
        var database = server.Services.GetRequiredService<Database>();
        await database.Write($"analyze events");
        var start = new DateTimeOffset(2022, 5, 20, 0, 0, 0, TimeSpan.Zero);
        var span = new EventSpan(start, start.AddDays(15));
        var told = new StatusEvent(start, false, Status.Delivered, 1);

        foreach (var query in new[]
        {
            EventStore.TimelineQuery(1, span, null, 50),
            EventStore.TimelineQuery(1, span, new Cursor(start.AddDays(13).ToUnixTimeMilliseconds(), 7), 50),
            EventStore.DecisiveQuery(1, span), EventStore.LatestPlainQuery(1, span), EventStore.StoredQuery(1, told),
        })
        {
            var plan = await Plan(database, query);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("default", plan, StringComparison.Ordinal);
            Assert.Contains("events_2022_05", plan, StringComparison.Ordinal);
            Assert.Empty(Month().Matches(plan).Select(match => match.Value).Except(["events_2022_05", "events_2022_06"]));
        }
        // Where the span is not known, it is one look into each month's index, in the order of the page.
        Assert.DoesNotContain("Seq Scan", await Plan(database, EventStore.TimelineQuery(1, null, null, 50)), StringComparison.Ordinal);
    }

    private static Task<int> Tend(EdgeServer server) => server.Services.GetRequiredService<EventPartitionStore>().Tend(CancellationToken.None);

    private static async Task<List<string>> Partitions(EdgeServer server) =>
        [.. (await server.Services.GetRequiredService<Database>().Read(session => session.List<Line>(
            $"select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass order by 1"))).Select(line => line.Text)];

    private static async Task<string> Plan(Database database, SqlText query) =>
        string.Join('\n', (await database.Read(session => session.List<Line>($"explain {query}"))).Select(line => line.Text));

    private static async Task<long?> Number(EdgeServer server, SqlText query) =>
        await server.Services.GetRequiredService<Database>().Read(session => session.Number(query));

    private static Task<int> Fill(EdgeServer server, int count, DateTimeOffset from, int days) =>
        server.Services.GetRequiredService<Database>().Write($"""
            insert into events (
                id, shipment_seq, event_time, precision, record_time, classifier, status, source, rule, correction, flags, force, dedupe)
            select '\x00', i / 10, {from} + (i * 7919 % {days}) * 86400000 + i, 'second', 0, 'actual', 'in_transit', 'api', 'given', 0, 0,
                case when i % 10 = 9 then 2 else 1 end, decode(md5(i::text), 'hex')
            from generate_series(1, {count}) i
            """);

    [GeneratedRegex(@"events_\d{4}_\d{2}")]
    private static partial Regex Month();

    private sealed record Line(string Text) : IRow<Line>
    {
        public static Line Read(Columns columns) => new(columns.Text(0));
    }
}
