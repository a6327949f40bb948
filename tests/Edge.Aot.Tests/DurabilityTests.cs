using Edge.Shared.Contracts;
using Xunit.Abstractions;

namespace Edge.Aot.Tests;

/// <summary>
/// Acknowledged means durable. The process is killed at random points under concurrent writes; each write that got no answer is
/// repeated with its Idempotency-Key after the restart, as a careful client does.
/// </summary>
public sealed class DurabilityTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int ShipmentsPerRound = 6;
    private const int LongestRunMs = 150;

    private readonly List<Guid> shipments = [];
    private readonly Dictionary<Guid, List<string>> acknowledged = [];
    private IReadOnlyCollection<Attempt> inDoubt = [];

    [Fact]
    public async Task Fifty_kills_lose_no_acknowledged_event_and_double_none()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var sandbox = new Sandbox();
        var key = await FirstKey(sandbox);
        for (var round = 0; round < Kills; round++)
        {
            await using var edge = await EdgeProcess.Start(sandbox, Settings);
            var api = new ApiClient(edge.Http, key);
            await Settle(api);
            await Verify(api, shipments.TakeLast(ShipmentsPerRound));
            await WriteUntilKilled(edge, api, round, random.Next(LongestRunMs));
        }

        await using (var last = await EdgeProcess.Start(sandbox, Settings))
        {
            var api = new ApiClient(last.Http, key);
            await Settle(api);
            await Verify(api, shipments);
            Assert.Equal(0, await last.Stop());
        }
        Assert.Equal("ok", Database.Integrity(sandbox.Database));
        var count = acknowledged.Values.Sum(texts => texts.Count);
        Assert.Equal(count, Database.Count(sandbox.Database, "events"));
        output.WriteLine($"{count} events acknowledged");
    }

    // The load is the point here, not its limits.
    private static readonly (string Name, string Value)[] Settings = [];

    private static async Task<string> FirstKey(Sandbox sandbox)
    {
        await using var edge = await EdgeProcess.Start(sandbox, Settings);
        var key = await ApiClient.IssueKey(edge, sandbox, Role.Operator);
        await edge.KillAtOnce();
        return key;
    }

    private async Task WriteUntilKilled(EdgeProcess edge, ApiClient api, int round, int afterMs)
    {
        var own = new List<Guid>();
        for (var i = 0; i < ShipmentsPerRound; i++)
            own.Add((await api.CreateShipment(new CreateShipmentRequest($"DUR{round:D3}{i:D3}", Carrier: "other"))).Id);
        shipments.AddRange(own);
        own.ForEach(shipment => acknowledged[shipment] = []);

        var load = new WriteLoad(api, own, round);
        var writers = load.Run();
        await await Task.WhenAny(load.FirstAnswer, writers);
        await Task.Delay(afterMs);
        await edge.KillAtOnce();
        await writers;
        foreach (var attempt in load.Acknowledged)
            Remember(attempt);
        inDoubt = load.InDoubt;
    }

    /// <summary>Repeats what was in doubt: whether or not it was stored before the kill, it must be there once.</summary>
    private async Task Settle(ApiClient api)
    {
        foreach (var attempt in inDoubt)
        {
            await attempt.Send(api);
            Remember(attempt);
        }
        inDoubt = [];
    }

    private async Task Verify(ApiClient api, IEnumerable<Guid> among)
    {
        foreach (var shipment in among)
        {
            var stored = (await api.Timeline(shipment)).Select(item => item.RawText!).ToList();
            Assert.Equal(stored.Distinct().Count(), stored.Count);
            Assert.Empty(acknowledged[shipment].Except(stored));
        }
    }

    private void Remember(Attempt attempt)
    {
        foreach (var item in attempt.Items)
            acknowledged[item.ShipmentId!.Value].Add(item.Event.RawText!);
    }
}
