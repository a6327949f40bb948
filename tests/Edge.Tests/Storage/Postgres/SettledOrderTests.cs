using Edge.Features.Tracking.Events;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage.Postgres;

/// <summary>A transaction that commits after others that began later is still read in its place.</summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class SettledOrderTests
{
    [PostgresFact]
    public async Task A_reader_of_facts_misses_none_of_a_transaction_that_others_overtake()
    {
        await using var server = await EdgeServer.Start();
        var facts = server.Services.GetRequiredService<FactLog>();
        var read = new List<RecordedFact>();
        await using var slow = await HeldOpen.Begin(server, session => facts.Append(session, new Fact("Slow", "1")));
        for (var i = 0; i < 5; i++)
            await Append(server, facts, $"quick {i}");

        await Read();
        Assert.DoesNotContain(read, fact => fact.Kind == "Quick");
        await slow.Commit();
        await Append(server, facts, "last");
        await server.Settled();
        await Read();

        Assert.Equal(["1", "quick 0", "quick 1", "quick 2", "quick 3", "quick 4", "last"], read.Select(fact => fact.Subject));

        async Task Read()
        {
            while (await facts.ReadAfter(read.Count == 0 ? default : read[^1].Cursor, 2) is { Count: > 0 } more)
                read.AddRange(more);
        }
    }

    [PostgresFact]
    public async Task A_client_that_syncs_misses_no_change_that_commits_late()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await client.Create("EARLY");
        var store = server.Services.GetRequiredService<ShipmentStore>();
        await server.Settled();
        await using var slow = await HeldOpen.Begin(server, session => store.Create(session, Organisations.Home, new CreateShipmentRequest("SLOW", "other")));
        await client.Create("QUICK");

        var since = Uri.EscapeDataString(FakeTime.Noon.ToString("O"));
        var first = (await client.Get($"{TrackingClient.Root}?updated_since={since}")).As(WireJson.Reading.ShipmentPage);
        await slow.Commit();
        var second = await client.List($"updated_since={since}");

        Assert.Equal(["EARLY"], first.Items.Select(item => item.Number));
        Assert.Equal(["EARLY", "SLOW", "QUICK"], second.Items.Select(item => item.Number));
    }

    [PostgresFact]
    public async Task Facts_go_on_behind_those_of_a_cluster_with_higher_numbers()
    {
        await using var server = await EdgeServer.Start();
        var facts = server.Services.GetRequiredService<FactLog>();
        var database = server.Services.GetRequiredService<Database>();
        await Append(server, facts, "old");
        await database.Write($"update facts set tx = {1_000_000_000_000L}");

        await server.Services.MigrateStorage();
        await Append(server, facts, "new");

        Assert.Equal(["old", "new"], (await server.Facts()).Select(fact => fact.Subject));
    }

    [PostgresFact]
    public async Task Changes_are_listed_whichever_release_writes_them_and_go_with_their_shipment()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        foreach (var number in (string[])["A1", "B1", "C1"])
            await client.Create(number);
        var database = server.Services.GetRequiredService<Database>();

        await database.Write($"update shipments set changed_in = this_transaction(), change = {1_000L} where number = {"A1"}");
        await database.Write($"delete from shipments where number = {"B1"}");
        // Until a fact has settled is what the test can wait for.
        await Append(server, server.Services.GetRequiredService<FactLog>(), "later");

        var since = Uri.EscapeDataString(FakeTime.Noon.ToString("O"));
        Assert.Equal(["C1", "A1"], (await client.List($"updated_since={since}")).Items.Select(item => item.Number));
        Assert.Equal(2, await database.Read(session => session.Number($"select count(*) from shipment_changes")));
    }

    [PostgresFact]
    public async Task An_event_leaves_the_indexes_of_its_shipment_alone()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var id = (await client.Create("A1")).Id;
        await client.Append(id, Status.InTransit, 0);
        server.Time.Advance(TimeSpan.FromHours(1));

        var untouched = await server.Services.GetRequiredService<Database>().Transaction(async session =>
        {
            var before = (await ShipmentStore.ById(session, Organisations.Home, id))!;
            var request = new AppendEventRequest(FakeTime.Noon.AddMinutes(30), Status.InTransit);
            var (_, _, after) = await server.Services.GetRequiredService<EventStore>().Append(session, before, request);
            await server.Services.GetRequiredService<ShipmentStore>().SaveMoved(session, before, after, events: 1);
            return await session.Number($"select n_tup_hot_upd from pg_stat_xact_user_tables where relname = 'shipments'");
        });

        Assert.Equal(1, untouched);
    }

    private static Task<FactCursor> Append(EdgeServer server, FactLog facts, string subject) =>
        server.Services.GetRequiredService<Database>().Transaction(session => facts.Append(session, new Fact("Quick", subject)));

    /// <summary>A transaction that has written and waits for the test's word.</summary>
    private sealed class HeldOpen : IAsyncDisposable
    {
        private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task transaction = Task.CompletedTask;

        public static async Task<HeldOpen> Begin<T>(EdgeServer server, Func<Session, ValueTask<T>> write)
        {
            var held = new HeldOpen();
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            held.transaction = server.Services.GetRequiredService<Database>().Transaction(async session =>
            {
                var result = await write(session);
                written.SetResult();
                await held.go.Task;
                return result;
            });
            await written.Task;
            return held;
        }

        public Task Commit()
        {
            go.TrySetResult();
            return transaction;
        }

        public async ValueTask DisposeAsync() => await Commit();
    }
}
