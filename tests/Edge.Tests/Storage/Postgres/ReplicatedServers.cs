using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Edge.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage.Postgres;

/// <summary>A primary and a streaming replica of the test's own.</summary>
internal sealed partial class ReplicatedServers : IAsyncDisposable
{
    private readonly string folder;

    private ReplicatedServers(string folder, PostgresServer primary, PostgresServer replica)
    {
        this.folder = folder;
        Primary = primary;
        Replica = replica;
    }

    public PostgresServer Primary { get; }

    public PostgresServer Replica { get; }

    /// <summary>The replica stands first: places say nothing.</summary>
    public string Url =>
        $"postgres://edge@{Replica.Host},{Primary.Host}/edge?sslmode=disable&pool_max=20&connect_timeout=3&statement_timeout=5";

    public static async Task<ReplicatedServers> Start(string primaryOptions = "", string replicaOptions = "")
    {
        var folder = Folder();
        var primary = await PostgresServer.Primary(folder, primaryOptions);
        return new ReplicatedServers(folder, primary, await primary.Replica(folder, replicaOptions));
    }

    /// <summary>A new one, which belongs to the user that servers run as.</summary>
    public static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("edge-postgres-").FullName;
        using var own = Process.Start("/bin/sh", ["-c", "[ $(id -u) != 0 ] || chown postgres \"$1\"", "own", folder]);
        own.WaitForExit();
        return folder;
    }

    /// <summary>A node on both servers, once both are read from.</summary>
    public async Task<EdgeServer> Node(params (string Key, string Value)[] settings)
    {
        var node = await EdgeServer.Start([("Storage:Database", Url), .. settings]);
        await Readable(node, 2);
        return node;
    }

    public Task Readable(EdgeServer node, int count) => PostgresServer.Until(() => Task.FromResult(
        node.Services.GetRequiredService<PostgresSources>().Hosts.Count(host => host.Standing.IsReadable) == count));

    /// <summary>Until the node takes this server for the primary; null: none.</summary>
    public static Task PrimaryIs(EdgeServer node, PostgresServer? server) => PostgresServer.Until(() => Task.FromResult(
        node.Services.GetRequiredService<PostgresSources>().Primary?.Name == server?.Host));

    /// <summary>Until the replica has all that the primary has, and the node knows.</summary>
    public async Task Replayed(EdgeServer node)
    {
        var position = await Primary.Number("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint");
        await PostgresServer.Until(() => Task.FromResult(
            node.Services.GetRequiredService<PostgresSources>().Hosts.Any(
                host => host.Name == Replica.Host && host.Standing.IsReadable && host.Standing.Position >= position)));
    }

    /// <summary>How many reads replicas have answered so far.</summary>
    public static async Task<long> ReadsOfReplicas(EdgeServer node)
    {
        var metrics = await node.Admin.GetStringAsync("/metrics");
        return ReadsLine().Match(metrics) is { Success: true } line
            ? (long)double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
    }

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"^edge_storage_reads_replica(?:_\w+)? (\S+)", RegexOptions.Multiline)]
    private static partial Regex ReadsLine();
}
