namespace Edge.Tests;

/// <summary>
/// A database of the test's own, on the engine that this run is about: EDGE_TEST_ENGINE is "sqlite" (the default) or "postgres".
/// What only one engine has is tested under a trait, <c>[Trait(TestDatabase.Engine, TestDatabase.Sqlite)]</c>, and left out of the
/// other's run.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Engine = "Engine";
    public const string Sqlite = "Sqlite";
    public const string Postgres = "Postgres";

    private readonly string? name;

    private TestDatabase(string url, string? name)
    {
        Url = url;
        this.name = name;
    }

    public static bool IsPostgres { get; } =
        Environment.GetEnvironmentVariables()["EDGE_TEST_ENGINE"] as string is "postgres";

    /// <summary>For <c>Storage:Database</c>.</summary>
    public string Url { get; }

    /// <summary>Nothing but the service's schema is in it.</summary>
    public static Task<TestDatabase> Create(TestFolder folder) => Create(folder, PostgresCluster.Template);

    /// <summary>Nothing is in it.</summary>
    public static Task<TestDatabase> CreateEmpty(TestFolder folder) => Create(folder, "template1");

    private static async Task<TestDatabase> Create(TestFolder folder, string template)
    {
        if (!IsPostgres)
            return new TestDatabase($"sqlite:{folder.File("edge.db")}", null);
        var cluster = await PostgresCluster.Shared;
        var name = await cluster.Create(template);
        return new TestDatabase(cluster.UrlOf(name), name);
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
            await (await PostgresCluster.Shared).Drop(name);
    }
}
