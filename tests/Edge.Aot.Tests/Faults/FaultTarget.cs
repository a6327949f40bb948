using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Faults;

/// <summary>What a load is put on.</summary>
/// <param name="ReaderKey">Another caller than the writers: who wrote reads from the primary until a replica has it.</param>
/// <param name="Stored">The texts of all events that the database holds, one a line.</param>
internal sealed record FaultTarget(
    IReadOnlyList<FaultNode> Nodes, string WriterKey, string ReaderKey, IReadOnlyList<Shipment> Shipments, Func<Task<string>> Stored)
{
    public Task Healthy() => ServerProcess.Until(async () =>
    {
        foreach (var node in Nodes)
        {
            if (await node.Health() != "healthy")
                return false;
        }
        return true;
    });

    /// <summary>Makes so many shipments for the events of a load.</summary>
    public static async Task<IReadOnlyList<Shipment>> Create(HttpClient node, string key, int count)
    {
        var api = new ApiClient(node, key);
        var shipments = new List<Shipment>();
        for (var i = 0; i < count; i++)
            shipments.Add(await api.CreateShipment(new CreateShipmentRequest($"FAULT{i:D3}", Carrier: "other")));
        return shipments;
    }
}
