using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Rollout;

/// <summary>One file, one node: it stops, the new release goes on with the file, and some go back.</summary>
public sealed class FileUpgradeTests : IDisposable
{
    private const int Few = 8;
    private static readonly (string Name, string Value)[] Settings = [("EDGE_RATELIMITING__FOLLOW", "0"), ("EDGE_RATELIMITING__DETAILS", "0")];

    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [PreviousReleaseFact]
    public async Task The_new_release_goes_on_with_the_file_of_the_release_before()
    {
        Caller caller;
        List<string> texts;
        await using (var old = await PreviousRelease.Start(sandbox, Settings))
        {
            caller = new Caller(await ApiClient.IssueKey(old, old.Output, Role.Admin));
            texts = await Go(old, caller);
        }

        await using (var now = await EdgeProcess.Start(sandbox, Settings))
            texts.AddRange(await Go(now, caller));

        Assert.Equal("ok", Database.Integrity(sandbox.Database));
        Assert.Equal(texts.Count, Database.Count(sandbox.Database, "events"));
    }

    [PreviousReleaseFact]
    public async Task Gone_back_to_this_release_serves_and_the_one_before_says_that_the_file_is_newer()
    {
        Caller caller;
        await using (var now = await EdgeProcess.Start(sandbox, Settings))
        {
            caller = new Caller(await ApiClient.IssueKey(now, now.Output, Role.Admin));
            Assert.Equal(0, await now.Stop());
        }
        Database.Run(sandbox.Database, NextMigration.Script);

        var (exitCode, _, error) = await EdgeBinary.Run(PreviousRelease.Prepare(sandbox, Settings));
        Assert.Equal(65, exitCode);
        Assert.Contains("which this build does not know. Start the release that wrote it, or a newer one", error, StringComparison.Ordinal);

        await using (var back = await EdgeProcess.Start(sandbox, Settings))
        {
            var texts = await Go(back, caller);
            Assert.Equal(texts.Count, Database.Count(sandbox.Database, "events"));
            Assert.Contains(NextMigration.Name, back.Output, StringComparison.Ordinal);
        }
    }

    private static async Task<List<string>> Go(EdgeProcess node, Caller caller)
    {
        var load = RolloutLoad.Start([node.Http], caller);
        await load.Ended(Few);
        await load.Stop();
        Assert.Equal(0, await node.Stop());
        return [.. load.Acknowledged];
    }
}
