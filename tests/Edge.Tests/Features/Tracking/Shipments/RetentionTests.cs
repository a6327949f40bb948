using System.Net;
using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class RetentionTests
{
    private static readonly (string, string) ArchiveAfter = ("Tracking:ArchiveAfter", "90d");
    private static readonly (string, string) RemoveAfter = ("Tracking:RemoveAfter", "30d");

    public static TheoryData<Status> Statuses => [.. Enum.GetValues<Status>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_finished_parcel_is_archived_so_long_after_its_last_word_and_no_other_ever(Status status)
    {
        await using var server = await EdgeServer.Start(ArchiveAfter);
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        server.Time.Advance(TimeSpan.FromHours(1));
        await client.Append(shipment.Id, status, 0);

        await Run(server, TimeSpan.FromDays(90) - TimeSpan.FromMilliseconds(1));
        Assert.Null((await client.Read(shipment.Id)).ArchivedAt);
        await Run(server, TimeSpan.FromMilliseconds(1));

        var isArchived = (await client.Read(shipment.Id)).ArchivedAt is not null;
        Assert.Equal(StatusRank.IsTerminal(status), isArchived);
        Assert.Equal(isArchived ? 1 : 0, (await server.Facts()).Count(fact => fact.Kind == "ShipmentArchived"));
        var changes = await client.List($"updated_since={Uri.EscapeDataString(FakeTime.Noon.ToString("O"))}");
        Assert.Equal(isArchived, Assert.Single(changes.Items).ArchivedAt is not null);
    }

    [Fact]
    public async Task An_archived_parcel_is_removed_with_all_that_leads_to_it()
    {
        await using var server = await EdgeServer.Start(ArchiveAfter, RemoveAfter);
        var client = new TrackingClient(server);
        var gone = await Delivered(client, "GONE1");
        var other = await client.Create("STAYS1");
        await client.Append(other.Id, Status.InTransit, 0);
        await Run(server, TimeSpan.FromDays(90));
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"/s/{gone.Token}.json")).Status);

        await Run(server, TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull((await client.Read(gone.Id)).ArchivedAt);
        Assert.Equal(3, await Run(server, TimeSpan.FromMilliseconds(1)));

        foreach (var path in new[] { $"{Root}/{gone.Id}", $"{Root}/{gone.Id}/events", $"/s/{gone.Token}.json" })
            Assert.Equal((HttpStatusCode.NotFound, "shipment-not-found"), await Refused(client.Get(path)));
        var late = client.Append(gone.Id, new AppendEventRequest(FakeTime.Noon, Status.Returned));
        Assert.Equal((HttpStatusCode.NotFound, "shipment-not-found"), await Refused(late));
        Assert.Empty((await client.List("archived=true")).Items);
        Assert.Empty((await client.List("archived=true&search=GONE")).Items);
        Assert.Equal(other.Id, Assert.Single((await client.List("search=STAYS")).Items).Id);
        Assert.Single((await client.Timeline(other.Id)).Items);
        Assert.Equal(1, await Number(server, "events"));
        var fact = (await server.Facts())[^1];
        Assert.Equal(("ShipmentRemoved", gone.Id.ToString()), (fact.Kind, fact.Subject));
        Assert.Contains("\"version\":5", fact.Payload, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_text_index_is_whole_after_a_removal()
    {
        await using var server = await EdgeServer.Start(ArchiveAfter, RemoveAfter);
        var client = new TrackingClient(server);
        await client.Create("STAYS1", request => request with { Reference = "PO-1" });
        var gone = await client.Create("GONE1", request => request with { Reference = "PO-2", Destination = new Location(City: "Lyon") });
        await client.Append(gone.Id, Status.Delivered, 0);
        await Run(server, TimeSpan.FromDays(90));
        await Run(server, TimeSpan.FromDays(30));

        // Fails when the index and what it is about differ (sqlite.org/fts5.html#the_integrity_check_command).
        await server.Services.GetRequiredService<Database>()
            .Write($"insert into shipment_search (shipment_search, rank) values ('integrity-check', 1)");
    }

    [Fact]
    public async Task A_parcel_that_is_still_spoken_of_stays_though_it_was_archived()
    {
        await using var server = await EdgeServer.Start(RemoveAfter);
        var client = new TrackingClient(server);
        var shipment = await client.Create("A1");
        await client.Post($"{Root}/{shipment.Id}/archive", "");
        server.Time.Advance(TimeSpan.FromDays(29));
        await client.Append(shipment.Id, Status.InTransit, 0);

        Assert.Equal(0, await Run(server, TimeSpan.FromDays(29)));
        Assert.Equal(2, await Run(server, TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task Nothing_is_archived_or_removed_where_zero_says_never()
    {
        await using var server = await EdgeServer.Start(("Tracking:ArchiveAfter", "0s"), ("Tracking:RemoveAfter", "0s"));
        var client = new TrackingClient(server);
        var live = await Delivered(client, "A1");
        var archived = await Delivered(client, "A2");
        await client.Post($"{Root}/{archived.Id}/archive", "");

        Assert.Equal(0, await Run(server, TimeSpan.FromDays(4000)));

        Assert.Null((await client.Read(live.Id)).ArchivedAt);
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"{Root}/{archived.Id}")).Status);
    }

    [Fact]
    public async Task A_number_whose_parcel_was_removed_is_free_and_its_events_are_new_ones()
    {
        await using var server = await EdgeServer.Start(ArchiveAfter, RemoveAfter);
        var client = new TrackingClient(server);
        var first = await Delivered(client, "A1");
        await Run(server, TimeSpan.FromDays(90));
        await Run(server, TimeSpan.FromDays(30));

        var second = await client.Create("A1");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(AppendOutcome.Appended, (await client.Append(second.Id, Status.Delivered, 1)).Outcome);
    }

    [Fact]
    public async Task No_transaction_does_more_than_its_share()
    {
        await using var server = await EdgeServer.Start(ArchiveAfter, RemoveAfter);
        var client = new TrackingClient(server);
        var retention = server.Services.GetRequiredService<RetentionStore>();
        var database = server.Services.GetRequiredService<Database>();
        var big = await Delivered(client, "BIG");
        await Pile(database, RetentionStore.EventsAtOnce + 500);
        for (var i = 0; i < RetentionStore.ShipmentsAtOnce + 10; i++)
            await Delivered(client, $"N{i}");

        server.Time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(RetentionStore.ShipmentsAtOnce, await database.Transaction(retention.ArchiveSome));
        Assert.Equal(11, await database.Transaction(retention.ArchiveSome));
        server.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(RetentionStore.EventsAtOnce, await database.Transaction(retention.RemoveSome));
        Assert.Equal(HttpStatusCode.OK, (await client.Get($"{Root}/{big.Id}")).Status);
        Assert.Equal(502 + 1 + (RetentionStore.ShipmentsAtOnce - 1) * 3, await database.Transaction(retention.RemoveSome));
        Assert.Equal(11 * 3, await retention.Run(CancellationToken.None));
        Assert.Equal((0, 0), (await Number(server, "shipments"), await Number(server, "events")));
    }

    [Fact]
    public async Task Several_at_once_do_each_parcel_once()
    {
        await using var server = await EdgeServer.Start(ArchiveAfter, RemoveAfter);
        var client = new TrackingClient(server);
        for (var i = 0; i < 120; i++)
            await Delivered(client, $"N{i}");

        server.Time.Advance(TimeSpan.FromDays(90));
        await AtOnce();
        server.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(120 * 3, (await AtOnce()).Sum());

        var facts = await server.Facts();
        foreach (var kind in new[] { "ShipmentArchived", "ShipmentRemoved" })
            Assert.Equal(120, facts.Where(fact => fact.Kind == kind).Select(fact => fact.Subject).Distinct().Count());
        Assert.Equal(240, facts.Count(fact => fact.Kind is "ShipmentArchived" or "ShipmentRemoved"));

        Task<int[]> AtOnce() => Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => server.Services.GetRequiredService<RetentionStore>().Run(CancellationToken.None))));
    }

    [Fact]
    public async Task Who_appends_while_parcels_go_loses_nothing_that_was_acknowledged()
    {
        await using var server = await EdgeServer.Start(RemoveAfter);
        var client = new TrackingClient(server);
        var shipments = new List<Shipment>();
        for (var i = 0; i < 60; i++)
        {
            shipments.Add(await Delivered(client, $"N{i}"));
            await client.Post($"{Root}/{shipments[i].Id}/archive", "");
        }
        server.Time.Advance(TimeSpan.FromDays(30));

        var removal = Task.Run(() => server.Services.GetRequiredService<RetentionStore>().Run(CancellationToken.None));
        var answers = await Task.WhenAll(shipments.Select(shipment =>
            client.Append(shipment.Id, new AppendEventRequest(FakeTime.Noon.AddMinutes(9), Status.Delivered))));
        await removal;

        var kept = answers.Count(answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(60 - kept, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        Assert.Equal((kept, kept * 3), (await Number(server, "shipments"), await Number(server, "events")));
    }

    private static async Task<Shipment> Delivered(TrackingClient client, string number)
    {
        var shipment = await client.Create(number);
        await client.Append(shipment.Id, Status.InTransit, 0);
        await client.Append(shipment.Id, Status.Delivered, 1);
        return shipment;
    }

    private static Task<int> Run(EdgeServer server, TimeSpan later)
    {
        server.Time.Advance(later);
        return server.Services.GetRequiredService<RetentionStore>().Run(CancellationToken.None);
    }

    private static async Task<(HttpStatusCode, string)> Refused(Task<Answer> answer) => ((await answer).Status, (await answer).ProblemType);

    private static async Task<long> Number(EdgeServer server, string table)
    {
        var database = server.Services.GetRequiredService<Database>();
        return (await database.Read(session => table == "events"
            ? session.Number($"select count(*) from events")
            : session.Number($"select count(*) from shipments")))!.Value;
    }

    // Scans of the first parcel at one instant, as a hostile sender may pile them up.
    private static Task<int> Pile(Database database, int count) => database.Transaction(async session =>
    {
        for (var i = 0; i < count; i++)
        {
            await session.Execute($"""
                insert into events (
                    id, shipment_seq, event_time, precision, record_time, classifier, status, source, rule, correction, flags, force, dedupe)
                select id, shipment_seq, event_time, precision, record_time, classifier, status, source, rule, correction, flags, 0,
                    {DedupeHash.ToBytes((UInt128)i)}
                from events where force = 2 order by seq limit 1
                """);
        }
        return count;
    });
}
