using System.Net.Http.Headers;
using System.Text.Json;
using Edge.Aot.Tests.Faults;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>One node of the binary, Varnish in front of it, and a shipment whose public page is asked for.</summary>
internal sealed class VarnishScene : IAsyncDisposable
{
    // What a test expects of a purge it waits for no longer than a tenth of.
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private static readonly DateTimeOffset Dawn = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-varnish-");
    private int moments;

    public FaultNode Node { get; private set; } = null!;

    public VarnishServer Varnish { get; private set; } = null!;

    public Gate Gate { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public Shipment Shipment { get; private set; } = null!;

    public string Page => $"/s/{Shipment.Token}.json";

    public static async Task<VarnishScene> Start(params (string Name, string Value)[] settings)
    {
        var scene = new VarnishScene();
        try
        {
            await scene.StartAll(settings);
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
        return scene;
    }

    /// <summary>An answer through Varnish.</summary>
    public Task<Seen> Get(string? path = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path ?? Page, headers);

    public async Task<Seen> Send(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await Varnish.Http.SendAsync(request);
        return new Seen((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer.Headers);
    }

    /// <summary>A new event, acknowledged by the node.</summary>
    /// <returns>How many events the page now shows.</returns>
    public async Task<int> Append()
    {
        var item = new AppendEventRequest(Dawn.AddMinutes(++moments), Status.InTransit, RawText: $"scan {moments}");
        await Api.AppendEvent(Shipment.Id, item, Guid.NewGuid());
        return moments;
    }

    /// <summary>Asks until the page shows so many events.</summary>
    public Task Shows(int events) => ServerProcess.Until(async () => (await Get()).Events == events);

    /// <summary>Asks until an answer comes from Varnish's memory.</summary>
    public Task IsCached() => ServerProcess.Until(async () => (await Get()).IsHit);

    public async ValueTask DisposeAsync()
    {
        if (Varnish is not null)
            await Varnish.DisposeAsync();
        if (Node is not null)
            await Node.DisposeAsync();
        if (Gate is not null)
            await Gate.DisposeAsync();
        root.Delete(recursive: true);
    }

    private async Task StartAll((string Name, string Value)[] settings)
    {
        var ports = EdgeProcess.FreePorts(3);
        Gate = new Gate(ports[2]);
        (string, string)[] all =
        [
            ("EDGE_CACHING__VARNISH", $"http://127.0.0.1:{Gate.Port}"),
            ("EDGE_CACHING__VARNISHSECRET", VarnishServer.Secret),
            ("EDGE_CACHING__SHAREDLIFETIME", $"{Lifetime.TotalMinutes}m"),
            .. settings,
        ];
        Node = new FaultNode(ports[0], ports[1], all);
        Varnish = await VarnishServer.Start(root.FullName, ports[2], ports[0]);
        await Node.Start();
        // Varnish holds back from a node that has just refused a connection.
        await ServerProcess.Until(async () => (await Get("/health/live")).Status == 200);
        Key = await Node.IssueKey(Role.Operator);
        Api = new ApiClient(Node.Http, Key);
        Shipment = await Api.CreateShipment(new CreateShipmentRequest("VARNISH1", Carrier: "other"));
    }
}

/// <summary>What a client got.</summary>
internal sealed record Seen(int Status, byte[] Body, HttpResponseHeaders Headers)
{
    public bool IsHit => Field("Cache-Status").Contains("varnish; hit", StringComparison.Ordinal);

    /// <summary>How many events a page shows; -1 when it is none.</summary>
    public int Events
    {
        get
        {
            if (Status != 200)
                return -1;
            using var page = JsonDocument.Parse(Body);
            return page.RootElement.GetProperty("events").GetArrayLength();
        }
    }

    public string Field(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
