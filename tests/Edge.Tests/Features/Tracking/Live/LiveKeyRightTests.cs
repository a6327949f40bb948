using System.Diagnostics;
using System.Net.Http.Headers;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Tests.Features.ApiKeys;
using Edge.Tests.Pipeline.Signatures;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Live;

/// <summary>The stream of an API key lasts no longer than what the key was let in by.</summary>
public class LiveKeyRightTests
{
    [Theory]
    [InlineData("""{"name":"watcher","scopes":["events:write"]}""")]
    [InlineData("""{"name":"watcher","addresses":["203.0.113.0/24"]}""")]
    public async Task Ends_when_the_key_may_no_longer_or_not_from_here(string body)
    {
        await using var scene = await KeyScene.Start();
        var (key, stream) = await Watch(scene, scene.Server);
        using var end = stream;

        using var changed = await scene.Change(key.ApiKey.Id, "*", body);

        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        await EndsSoon(stream);
    }

    [Fact]
    public async Task Ends_when_its_secret_holds_no_more()
    {
        await using var scene = await KeyScene.Start();
        var (key, stream) = await Watch(scene, scene.Server);
        using var end = stream;

        await scene.Rotated(key.ApiKey.Id, """{"overlap_seconds":0}""");

        await EndsSoon(stream);
    }

    [Fact]
    public async Task Ends_when_what_signed_its_request_holds_no_more()
    {
        await using var scene = await KeyScene.Start();
        var (_, path, _) = await Parcel(scene.Server);
        using var signer = await SignedCaller.Create(scene.Server, Role.Driver);
        var request = signer.Sign(SignedCaller.Get(path));
        using var stream = new LiveStream(await signer.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        Assert.StartsWith("retry: ", Assert.Single(await stream.Next()));
        Assert.NotEmpty(await stream.NextEvent());

        await scene.Rotated(signer.Issued.ApiKey.Id, """{"overlap_seconds":0}""");

        await EndsSoon(stream);
    }

    [Fact]
    public async Task Goes_on_when_the_key_is_renamed_or_its_secret_still_holds_long_after_the_signature_was_made()
    {
        await using var scene = await KeyScene.Start();
        var (client, path, id) = await Parcel(scene.Server);
        using var signer = await SignedCaller.Create(scene.Server, Role.Driver);
        var key = await scene.Issue(new CreateApiKeyRequest("watcher", Role.Driver));
        using var program = Program(scene.Server, key);
        var (byKey, _) = await LiveStream.Follow(program, path);
        using var first = byKey;
        using var bySignature = new LiveStream(
            await signer.Http.SendAsync(signer.Sign(SignedCaller.Get(path)), HttpCompletionOption.ResponseHeadersRead));
        await bySignature.Next();
        await bySignature.NextEvent();

        scene.Server.Time.Advance(TimeSpan.FromMinutes(8));
        foreach (var known in new[] { key, signer.Issued })
        {
            await scene.Rotated(known.ApiKey.Id);
            (await scene.Change(known.ApiKey.Id, "*", """{"name":"renamed"}""")).EnsureSuccessStatusCode().Dispose();
        }
        await client.Append(id, Status.InTransit, 0);

        var version = $"id: {(await client.Read(id)).Version}";
        Assert.Equal((version, version), ((await byKey.NextEvent())[0], (await bySignature.NextEvent())[0]));
    }

    [Fact]
    public async Task Ends_on_a_node_when_another_node_has_changed_the_key()
    {
        (string, string)[] shared = [("Hosting:MasterKey", "of these two nodes and of nobody else")];
        await using var scene = await KeyScene.Start(shared);
        await using var other = await EdgeServer.Start([("Storage:Database", scene.Server.DatabaseUrl), .. shared]);
        var (key, stream) = await Watch(scene, other);
        using var end = stream;

        await scene.Rotated(key.ApiKey.Id, """{"overlap_seconds":0}""");

        await EndsSoon(stream);
    }

    [PostgresFact]
    [Trait(TestDatabase.Engine, TestDatabase.Postgres)]
    public async Task Ends_while_an_older_transaction_holds_the_log_back()
    {
        await using var scene = await KeyScene.Start();
        var (key, stream) = await Watch(scene, scene.Server);
        using var end = stream;
        var (begun, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        var older = scene.Server.Services.GetRequiredService<Database>().Transaction(async session =>
        {
            await scene.Server.Services.GetRequiredService<FactLog>().Append(session, new Fact("Slow", "nobody"));
            begun.SetResult();
            await over.Task;
            return 0;
        });
        await begun.Task;

        await scene.Rotated(key.ApiKey.Id, """{"overlap_seconds":0}""");

        await EndsSoon(stream);
        over.SetResult();
        await older;
    }

    /// <summary>A key whose program listens to a parcel on this node.</summary>
    private static async Task<(IssuedApiKey Key, LiveStream Stream)> Watch(KeyScene scene, EdgeServer node)
    {
        var (_, path, _) = await Parcel(scene.Server);
        var key = await scene.Issue(new CreateApiKeyRequest("watcher", Role.Driver));
        var (stream, _) = await LiveStream.Follow(Program(node, key), path);
        return (key, stream);
    }

    private static HttpClient Program(EdgeServer server, IssuedApiKey key)
    {
        var program = server.NewClient();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return program;
    }

    private static async Task<(TrackingClient Client, string Path, Guid Id)> Parcel(EdgeServer server)
    {
        var client = new TrackingClient(server);
        var parcel = await client.Create("LIVE0001");
        return (client, $"{TrackingClient.Root}/{parcel.Id}/live", parcel.Id);
    }

    private static async Task EndsSoon(LiveStream stream)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Empty(await stream.NextEvent());
        Console.WriteLine($"ended after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
    }
}
