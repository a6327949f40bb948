using Edge.Features.Tracking.Shipments;
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
        await using var slow = await HeldOpen.Begin(server, session => store.Create(session, new CreateShipmentRequest("SLOW", "other")));
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
