using System.Net;
using System.Net.Http.Json;
using Edge.Aot.Tests.Faults;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Rollout;

/// <summary>Nodes of one database are upgraded one after the other, under load; the release before goes on beside the new one.</summary>
public sealed class RollingUpgradeTests : IAsyncLifetime, IDisposable
{
    private const int Few = 8;
    private const int Many = 40;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-rollout-");
    private readonly Sandbox sandbox = new();
    private readonly PostgresNode server;
    private readonly (string Name, string Value)[] settings;
    private readonly List<RolloutLoad> loads = [];

    public RollingUpgradeTests()
    {
        File.SetUnixFileMode(root.FullName, File.GetUnixFileMode(root.FullName) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        server = new PostgresNode(Path.Combine(root.FullName, "postgres"), EdgeProcess.FreePorts(1)[0]);
        settings =
        [
            ("EDGE_STORAGE__DATABASE", $"postgres://edge@{server.Host}/edge?sslmode=disable&pool_max=20"),
            ("EDGE_HOSTING__MASTERKEY", "of the upgrade tests and of nobody else"),
            ("EDGE_RATELIMITING__FOLLOW", "0"), ("EDGE_RATELIMITING__DETAILS", "0"),
        ];
    }

    public Task InitializeAsync() => server.Create();

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        root.Delete(recursive: true);
    }

    public void Dispose() => sandbox.Dispose();

    [PreviousReleaseFact]
    public async Task Both_releases_serve_one_server_while_it_is_upgraded_and_nothing_fails()
    {
        await using var old = await PreviousRelease.Start(sandbox, settings);
        var session = await ApiClient.SignIn(old, old.Output);
        var first = new Caller(await ApiClient.IssueKey(old, Role.Admin, session));
        var before = Load([old.Http], first);
        await before.Ended(Few);

        // The schema changes under the old release, now and as the next one might, while it serves.
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, settings, "migrate")).ExitCode);
        await server.Query(NextMigration.Script);
        await before.Ended(Few);
        var second = new Caller(await ApiClient.IssueKey(old, Role.Admin, session));

        await using var now = await EdgeProcess.Start(sandbox, settings);
        var newer = await ApiClient.SignIn(now, await ApiClient.SignInLink(now, sandbox, settings));
        var third = new Caller(await ApiClient.IssueKey(now, Role.Admin, newer));
        var beside = Load([old.Http, now.Http], first, second);
        var ahead = Load([now.Http], third);
        await before.Stop();
        await OldNodesDoNotKnow(third, old);
        await IsSignedIn([old, now], session, newer);
        await Task.WhenAll(beside.Ended(Many), ahead.Ended(Few));

        await using var last = await EdgeProcess.Start(sandbox, settings);
        var after = Load([now.Http, last.Http], first, second, third);
        await Task.WhenAll(beside.Stop(), ahead.Stop());
        Assert.Equal(0, await old.Stop());
        await after.Ended(Many);
        await after.Stop();
        await IsSignedIn([now, last], session, newer);

        await NothingIsLost();
        Assert.All([now, last], node => Assert.Contains(NextMigration.Name, node.Output, StringComparison.Ordinal));
        Assert.All([old, now, last], node => Assert.DoesNotContain("\"level\":\"error\"", node.Output, StringComparison.Ordinal));
    }

    /// <summary>The pinned commit is from before releases served on what others added: a node of it that dies meanwhile stays down.</summary>
    [PreviousReleaseFact]
    public async Task The_release_before_says_that_the_schema_is_newer_when_it_is_started_anew()
    {
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, settings, "migrate")).ExitCode);
        await server.Query(NextMigration.Script);

        var (exitCode, _, error) = await EdgeBinary.Run(PreviousRelease.Prepare(sandbox, settings));

        Assert.Equal(65, exitCode);
        Assert.Contains("which this build does not know. Start the release that wrote it, or a newer one", error, StringComparison.Ordinal);
    }

    /// <summary>A key of the new release has a form that the one before takes for none at all: it is refused, and nothing fails of it.</summary>
    private static async Task OldNodesDoNotKnow(Caller caller, EdgeProcess old)
    {
        var path = "/api/v1/shipments";
        Assert.Equal("api-key-invalid", Slug(await caller.Ask(old.Http, HttpMethod.Get, path, expected: HttpStatusCode.Unauthorized)));
        var created = JsonContent.Create(new CreateShipmentRequest("REFUSED1", "other"), WireJson.Default.CreateShipmentRequest);
        Assert.Equal("api-key-invalid", Slug(await caller.Ask(old.Http, HttpMethod.Post, path, created, HttpStatusCode.Unauthorized)));

        static string Slug(Answer answer) => answer.Body.GetProperty("type").GetString()!.Split('#')[^1];
    }

    /// <summary>As an administrator, by a session of either release.</summary>
    private static async Task IsSignedIn(EdgeProcess[] nodes, params string[] cookies)
    {
        foreach (var node in nodes)
            foreach (var cookie in cookies)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/api-keys");
                request.Headers.Add("Cookie", cookie);
                using var answer = await node.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
    }

    private async Task NothingIsLost()
    {
        var stored = (await server.Query("select raw_text from events where raw_text like 'ROLL%'")).Split('\n');
        Assert.Equal(stored.Distinct().Count(), stored.Length);
        Assert.Empty(loads.SelectMany(load => load.Acknowledged).Except(stored));
        Assert.Equal("0", await server.Query("select count(*) from (select 1 from shipments group by number having count(*) > 1) as twice"));
    }

    private RolloutLoad Load(IReadOnlyList<HttpClient> nodes, params Caller[] callers)
    {
        loads.Add(RolloutLoad.Start(nodes, callers));
        return loads[^1];
    }
}
