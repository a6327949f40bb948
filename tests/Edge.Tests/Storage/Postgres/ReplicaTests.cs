using System.Net;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Tracking;

namespace Edge.Tests.Storage.Postgres;

/// <summary>Who reads from where while both servers run.</summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class ReplicaTests
{
    private const string Pause = "select pg_wal_replay_pause()";
    private const string Resume = "select pg_wal_replay_resume()";

    [PostgresFact]
    public async Task A_caller_reads_what_it_wrote_and_others_read_from_the_replica()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node(("Storage:ReplicaLag", "1m"));
        var writer = new TrackingClient(node);
        var other = new TrackingClient(node, Role.Driver);
        var early = await writer.Create("EARLY");
        await other.Get($"{TrackingClient.Root}/{early.Id}");
        await servers.Replayed(node);

        await servers.Replica.Run(Pause);
        var late = await writer.Create("LATE");
        var own = await writer.Get($"{TrackingClient.Root}/{late.Id}");
        var before = await ReplicatedServers.ReadsOfReplicas(node);
        var others = await other.Get($"{TrackingClient.Root}/{late.Id}");
        var othersOfEarly = await other.Get($"{TrackingClient.Root}/{early.Id}");
        var after = await ReplicatedServers.ReadsOfReplicas(node);

        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.Equal(HttpStatusCode.NotFound, others.Status);
        Assert.Equal(HttpStatusCode.OK, othersOfEarly.Status);
        Assert.Equal(2, after - before);

        await servers.Replica.Run(Resume);
        await servers.Replayed(node);
        Assert.Equal(HttpStatusCode.OK, (await writer.Get($"{TrackingClient.Root}/{late.Id}")).Status);
        Assert.True(await ReplicatedServers.ReadsOfReplicas(node) > after);
    }

    [PostgresFact]
    public async Task Another_node_honours_the_position_that_the_caller_brings()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var first = await servers.Node(("Storage:ReplicaLag", "1m"));
        await using var second = await servers.Node(("Storage:ReplicaLag", "1m"));
        using var http = await first.ApiKey(Role.Operator);
        await servers.Replayed(second);
        await servers.Replica.Run(Pause);

        using var created = await http.PostAsync(
            TrackingClient.Root, new StringContent("""{"number":"HERE","carrier":"other"}""", null, "application/json"));
        var position = created.Headers.GetValues("Edge-Position").Single();
        async Task<HttpStatusCode> Ask(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Http.BaseAddress!, created.Headers.Location!));
            request.Headers.Authorization = http.DefaultRequestHeaders.Authorization;
            if (token is not null)
                request.Headers.Add("Edge-Position", token);
            using var answer = await second.Http.SendAsync(request);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, await Ask(null));
        Assert.Equal(HttpStatusCode.OK, await Ask(position));
        foreach (var odd in (string[])["", "zzz", "ffffffffffffffff", "-1", new string('1', 100)])
            Assert.Equal(HttpStatusCode.NotFound, await Ask(odd));
        await servers.Replica.Run(Resume);
    }

    [PostgresFact]
    public async Task A_browser_carries_its_position_in_a_cookie()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node();
        using var browser = await node.SignedIn(Role.Admin);

        using var answer = await browser.PostAsync(
            "/api/v1/api-keys", new StringContent("""{"name":"k","role":"driver"}""", null, "application/json"));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"edge-position={answer.Headers.GetValues("Edge-Position").Single()};", cookie.Replace("__Host-", "", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
    }

    [PostgresFact]
    public async Task A_replica_that_falls_behind_leaves_and_comes_back()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node(("Storage:ReplicaLag", "1s"));
        var writer = new TrackingClient(node);
        var other = new TrackingClient(node, Role.Driver);
        await other.Get(TrackingClient.Root);

        await servers.Replica.Run(Pause);
        var late = await writer.Create("LATE");
        await servers.Readable(node, 1);
        var seen = await other.Get($"{TrackingClient.Root}/{late.Id}");
        var health = await node.Admin.GetStringAsync("/health/detailed");
        await servers.Replica.Run(Resume);
        await servers.Readable(node, 2);

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("left out", health);
        Assert.Contains($"{servers.Primary.Host} primary", health);
        Assert.Contains($"edge_storage_replica_lag_seconds{{host=\"{servers.Replica.Host}\"}}", await node.Admin.GetStringAsync("/metrics"));
    }

    [PostgresFact]
    public async Task What_was_revoked_is_refused_at_once_however_far_the_replica_is_behind()
    {
        await using var servers = await ReplicatedServers.Start();
        await using var node = await servers.Node(("Storage:ReplicaLag", "1m"));
        using var browser = await node.SignedIn(Role.Operator);
        await servers.Replayed(node);
        await servers.Replica.Run(Pause);

        using var ended = await browser.DeleteAsync("/api/v1/session");
        using var after = await browser.GetAsync(TrackingClient.Root);

        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        await servers.Replica.Run(Resume);
    }
}
