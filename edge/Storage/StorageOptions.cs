using Edge.Hosting.Configuration;

namespace Edge.Storage;

internal sealed record StorageOptions(string SqlitePath, int Readers, int WriteQueue, int WriteBatch, TimeSpan FactRetention)
{
    private const string DatabaseKey = "Storage:Database";
    private const string SqliteScheme = "sqlite:";

    public static StorageOptions Read(Settings settings)
    {
        var database = settings.Text(DatabaseKey, "sqlite:data/edge.db", "Where the data lives: sqlite:PATH.");
        var path = database.StartsWith(SqliteScheme, StringComparison.Ordinal) ? database[SqliteScheme.Length..] : "";
        if (path.Length == 0 || path.StartsWith(':'))
            settings.Fault(DatabaseKey, $"\"{Scheme(database)}\" is not a database this build knows; write sqlite:PATH");
        return new StorageOptions(
            path,
            settings.Number("Storage:Readers", 8, 1, 256, "SQLite connections that read at the same time."),
            settings.Number("Storage:WriteQueue", 10_000, 1, 1_000_000, "Writes that may wait; more are refused with 503."),
            settings.Number("Storage:WriteBatch", 256, 1, 10_000, "Writes that share one commit at the most."),
            settings.Duration("Storage:FactRetention", "30d", "1d", "3650d", "How long the log of facts is kept for its readers."));
    }

    // A URL may hold a password: only its scheme is repeated.
    private static string Scheme(string database) => database.Split(':')[0];
}
