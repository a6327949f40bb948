using System.Net;
using Edge.Commands;
using Edge.Tests.Features.Tracking;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Caching.HttpCaching;

public sealed class EditionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_version_that_comes_again_after_a_restore_has_another_tag()
    {
        var id = await WriteAndBackUp();
        var lost = await Change(id, "lost");
        Assert.Equal(0, await Run("restore", folder.File("copy.db")));

        await using var server = await Serve();
        var client = new TrackingClient(server);
        var changed = await client.Put($"{Root}/{id}", """{"reference":"other"}""", ("If-Match", "*"));
        var read = await client.Get($"{Root}/{id}", ("If-None-Match", lost));
        var late = await client.Put($"{Root}/{id}", """{"reference":"late"}""", ("If-Match", lost));

        Assert.Equal(lost.Split('.')[0], changed.ETag!.Split('.')[0]);
        Assert.Equal((HttpStatusCode.OK, "other"), (read.Status, read.Shipment.Reference));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version-mismatch"), (late.Status, late.ProblemType));
    }

    [Fact]
    public async Task A_tag_outlives_a_restart()
    {
        var id = await WriteAndBackUp();
        var tag = await Change(id, "kept");

        await using var server = await Serve();

        Assert.Equal(HttpStatusCode.NotModified, (await new TrackingClient(server).Get($"{Root}/{id}", ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task The_answer_to_a_change_has_the_tag_that_a_read_gives()
    {
        var id = await WriteAndBackUp();
        var tag = await Change(id, "same");

        await using var server = await Serve();

        Assert.Equal(tag, (await new TrackingClient(server).Get($"{Root}/{id}")).ETag);
    }

    private async Task<Guid> WriteAndBackUp()
    {
        await using var server = await Serve();
        var shipment = await new TrackingClient(server).Create("A1");
        Assert.Equal(0, await Run("backup", folder.File("copy.db")));
        return shipment.Id;
    }

    private async Task<string> Change(Guid id, string reference)
    {
        await using var server = await Serve();
        return (await new TrackingClient(server).Put($"{Root}/{id}", $$"""{"reference":"{{reference}}"}""", ("If-Match", "*"))).ETag!;
    }

    private Task<EdgeServer> Serve() => EdgeServer.Start(("Storage:Database", $"sqlite:{folder.File("edge.db")}"));

    private Task<int> Run(params string[] command) =>
        CommandLine.Run([.. command, "--database", $"sqlite:{folder.File("edge.db")}"], TextWriter.Null, TextWriter.Null);
}
