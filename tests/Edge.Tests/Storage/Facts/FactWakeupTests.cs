using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage.Facts;

public class FactWakeupTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Who_waits_for_facts_is_woken_by_a_commit_of_some()
    {
        await using var server = await EdgeServer.Start();
        var facts = server.Services.GetRequiredService<FactLog>();
        var waiting = facts.WaitForMore(facts.Heard, Long, CancellationToken.None);

        await Append(server, "1");

        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_commit_between_reading_and_waiting_is_not_missed()
    {
        await using var server = await EdgeServer.Start();
        var facts = server.Services.GetRequiredService<FactLog>();
        var heard = facts.Heard;

        await Append(server, "1");

        await facts.WaitForMore(heard, Long, CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task Waiting_ends_by_itself_and_with_its_owner()
    {
        var wakeup = new FactWakeup(TimeProvider.System);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await wakeup.Wait(0, TimeSpan.FromMilliseconds(1), CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wakeup.Wait(0, Long, cancelled.Token));
    }

    [PostgresFact]
    [Trait(TestDatabase.Engine, TestDatabase.Postgres)]
    public async Task Facts_of_one_node_wake_another()
    {
        await using var first = await EdgeServer.Start();
        await using var second = await EdgeServer.Start(("Storage:Database", first.DatabaseUrl));
        var facts = second.Services.GetRequiredService<FactLog>();
        // It begins to listen with the first who waits, and says so.
        await facts.WaitForMore(facts.Heard, Long, CancellationToken.None).WaitAsync(Patience);

        for (var i = 0; i < 3; i++)
        {
            var waiting = facts.WaitForMore(facts.Heard, Long, CancellationToken.None);
            await Append(first, $"{i}");
            await waiting.WaitAsync(Patience);
        }

        await second.Settled();
        Assert.Equal(["0", "1", "2"], (await facts.ReadAfter(default, 10)).Select(fact => fact.Subject));
    }

    private static Task<FactCursor> Append(EdgeServer server, string subject)
    {
        var facts = server.Services.GetRequiredService<FactLog>();
        return server.Services.GetRequiredService<Database>().Transaction(session => facts.Append(session, new Fact("Told", subject)));
    }
}
