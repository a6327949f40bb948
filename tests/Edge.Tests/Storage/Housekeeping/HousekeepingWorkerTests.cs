using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage.Housekeeping;

public class HousekeepingWorkerTests
{
    [Fact]
    public async Task Facts_past_their_retention_go_and_younger_ones_stay()
    {
        await using var server = await EdgeServer.Start(("Storage:FactRetention", "2d"));
        var facts = server.Services.GetRequiredService<FactLog>();
        await Append(server, facts, "old");
        server.Time.Advance(TimeSpan.FromDays(1));
        await Append(server, facts, "young");
        server.Time.Advance(TimeSpan.FromHours(30));

        await server.Services.GetRequiredService<HousekeepingWorker>().RunOnce(CancellationToken.None);

        Assert.DoesNotContain(await server.Facts(), fact => fact.Subject == "old");
        Assert.Contains(await server.Facts(), fact => fact.Subject == "young");
    }

    [Fact]
    public async Task A_fact_never_takes_the_number_of_one_that_went()
    {
        await using var server = await EdgeServer.Start(("Storage:FactRetention", "1d"));
        var facts = server.Services.GetRequiredService<FactLog>();
        await Append(server, facts, "old");
        var head = await facts.Head();
        server.Time.Advance(TimeSpan.FromDays(2));

        await server.Services.GetRequiredService<HousekeepingWorker>().RunOnce(CancellationToken.None);
        await Append(server, facts, "new");

        Assert.True(await facts.Head() > head);
    }

    [Fact]
    public async Task A_chore_that_fails_does_not_keep_the_others_from_theirs()
    {
        await using var server = await EdgeServer.Start();
        var ran = 0;
        var worker = ActivatorUtilities.CreateInstance<HousekeepingWorker>(server.Services, (IEnumerable<Chore>)
        [
            new Chore("broken", (_, _) => throw new StorageUnavailableException("no disk")),
            new Chore("next", (_, _) => Task.FromResult(++ran)),
        ]);

        await worker.RunOnce(CancellationToken.None);

        Assert.Equal(1, ran);
    }

    private static Task<int> Append(EdgeServer server, FactLog facts, string subject) =>
        server.Services.GetRequiredService<Database>().Transaction(async session =>
        {
            await facts.Append(session, new Fact("Tested", subject));
            return 0;
        });
}
