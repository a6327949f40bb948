using System.Diagnostics;
using Edge.Commands;
using Edge.Storage;
using Edge.Storage.Move;
using Edge.Storage.Postgres;

namespace Edge.Tests.Storage.Move;

/// <summary>A database file with data, an empty database of a server, and the command that moves between them.</summary>
internal sealed class MoveScene : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly PostgresCluster cluster;
    private readonly string name;

    private MoveScene(PostgresCluster cluster, string name)
    {
        this.cluster = cluster;
        this.name = name;
    }

    public string Server => cluster.UrlOf(name);

    public static async Task<MoveScene> Create()
    {
        var cluster = await PostgresCluster.Shared;
        return new MoveScene(cluster, await cluster.Create("template1"));
    }

    public string File(string file) => $"sqlite:{folder.File(file)}";

    /// <summary>A file of this release with so many shipments, five events and five facts each, and a row in every other table.</summary>
    public async Task<string> Filled(string file, int shipments)
    {
        var url = File(file);
        await using var app = Program.Compose(EdgeServer.SettingsOf(("Storage:Database", url)));
        await app.Services.MigrateStorage();
        app.Services.CloseStorage();
        await Sql(url, MoveSeed.Of(shipments));
        return url;
    }

    public static Task<EdgeServer> Serve(string url) => EdgeServer.Start(("Storage:Database", url));

    public static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.Run(["move", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }

    public static async Task Moves(string from, string to)
    {
        var (code, _, error) = await Run("--from", from, "--to", to);
        Assert.True(code == 0, error);
    }

    /// <summary>The move in a process of its own, which can be killed.</summary>
    public Process Start(string from, string to)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "edge.dll"), "move", "--from", from, "--to", to])
            start.ArgumentList.Add(argument);
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
        return Process.Start(start)!;
    }

    public static MoveEnd End(string url) => PostgresUrl.IsMeant(url) ? new PostgresEnd(PostgresUrl.Parse(url, out _)!) : new SqliteEnd(url["sqlite:".Length..]);

    /// <summary>Rows and hash of every table.</summary>
    public static async Task<List<string>> Digests(string url)
    {
        using var end = End(url);
        await using var connection = await end.Open();
        var digests = new List<string>();
        foreach (var layout in await Layouts(end, connection))
        {
            var digest = await TableDigest.Of(connection, layout, layout.Select(end.ByteOrder, null), new Prefix().Source, 0);
            digests.Add($"{layout.Table.Name} {digest}");
        }
        return digests;
    }

    public static async Task<List<TableLayout>> Layouts(MoveEnd end, System.Data.Common.DbConnection connection)
    {
        var layouts = new List<TableLayout>();
        foreach (var table in MoveTables.All)
        {
            var columns = await end.Columns(connection, table.Name);
            layouts.Add(TableLayout.Of(table, columns, columns));
        }
        return layouts;
    }

    public static async Task Sql(string url, string statements)
    {
        using var end = End(url);
        await using var connection = await end.Open();
        await MoveEnd.Run(connection, statements);
    }

    public static async Task<long> Number(string url, string select)
    {
        using var end = End(url);
        await using var connection = await end.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = select;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.Drop(name);
        folder.Dispose();
    }
}
