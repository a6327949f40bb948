using Edge.Hosting.Configuration;
using Edge.Storage.Postgres;

namespace Edge.Storage;

/// <param name="Server">Where the data lives when it is no file.</param>
internal sealed record StorageOptions(
    string SqlitePath, PostgresUrl? Server, int Readers, int WriteQueue, int WriteBatch, TimeSpan FactRetention, TimeSpan ReplicaLag,
    TimeSpan SlowQuery, bool SlowQueryPlan)
{
    private const string DatabaseKey = "Storage:Database";
    private const string SqliteScheme = "sqlite:";

    public static StorageOptions Read(Settings settings)
    {
        var database = settings.Text(
            DatabaseKey, "sqlite:data/edge.db", "Where the data lives: sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT[,HOST:PORT]/NAME.");
        var server = PostgresUrl.IsMeant(database) ? ReadServer(settings, database) : null;
        var path = database.StartsWith(SqliteScheme, StringComparison.Ordinal) ? database[SqliteScheme.Length..] : "";
        if (!PostgresUrl.IsMeant(database) && (path.Length == 0 || path.StartsWith(':')))
        {
            settings.Fault(
                DatabaseKey,
                $"\"{Scheme(database)}\" is not a database this build knows; write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME");
        }
        return new StorageOptions(
            path,
            server,
            settings.Number("Storage:Readers", 8, 1, 256, "SQLite connections that read at the same time."),
            settings.Number("Storage:WriteQueue", 10_000, 1, 1_000_000, "Writes that may wait; more are refused with 503."),
            settings.Number("Storage:WriteBatch", 256, 1, 10_000, "Writes that share one commit of SQLite at the most."),
            settings.Duration("Storage:FactRetention", "30d", "1d", "3650d", "How long the log of facts is kept for its readers."),
            settings.Duration("Storage:ReplicaLag", "5s", "1s", "1h", "A replica of PostgreSQL that is further behind is not read from."),
            settings.Duration("Storage:SlowQuery", "0s", "0s", "1h", "Statements that take longer are logged, without their values; 0s for none."),
            settings.Switch("Storage:SlowQueryPlan", false, "Whether the plan of a slow statement is logged too, once an hour."));
    }

    private static PostgresUrl? ReadServer(Settings settings, string database)
    {
        var server = PostgresUrl.Parse(database, out var fault);
        if (server is null)
            settings.Fault(DatabaseKey, fault);
        return server;
    }

    // A URL may hold a password: only its scheme is repeated.
    private static string Scheme(string database) => database.Split(':')[0];
}
