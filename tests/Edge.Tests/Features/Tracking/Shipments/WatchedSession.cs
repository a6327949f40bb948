using System.Runtime.InteropServices;
using Edge.Storage;
using Edge.Storage.Sql;
using Edge.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>A reader of its own on a server's database that counts SQLite's work and remembers what it was asked.</summary>
internal sealed class WatchedSession : Session, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteSession session;
    private readonly Dictionary<string, SqlText> asked = new(StringComparer.Ordinal);

    public WatchedSession(string path)
    {
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        session = new SqliteSession(connection);
        session.Run("pragma cache_size = -8192");
        session.Run("pragma mmap_size = 268435456");
    }

    public override Dialect Dialect => Dialect.Sqlite;

    /// <summary>The different statements since the last <see cref="Forget"/>, with the parameters they came with first.</summary>
    public IReadOnlyCollection<SqlText> Asked => asked.Values;

    public void Forget() => asked.Clear();

    /// <summary>Steps of SQLite's machine and sorts, the text index's own statements included, since the last call.</summary>
    public (int Steps, int Sorts) TakeCounts()
    {
        var (steps, sorts) = (0, 0);
        var handle = connection.Handle!.DangerousGetHandle();
        for (var statement = NextStatement(handle, 0); statement != 0; statement = NextStatement(handle, statement))
        {
            steps += Status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, reset: 1);
            sorts += Status(statement, raw.SQLITE_STMTSTATUS_SORT, reset: 1);
        }
        return (steps, sorts);
    }

    public async Task<string[]> Plan(SqlText query) =>
        [.. (await session.List<PlanStep>($"explain query plan {query}")).Select(step => step.Detail)];

    public override ValueTask<T?> First<T>(SqlText sql) where T : class => session.First<T>(Noted(sql));

    public override ValueTask<List<T>> List<T>(SqlText sql) => session.List<T>(Noted(sql));

    public override ValueTask<long?> Number(SqlText sql) => session.Number(Noted(sql));

    public override ValueTask<int> Execute(SqlText sql) => session.Execute(Noted(sql));

    public void Dispose()
    {
        session.Dispose();
        connection.Dispose();
    }

    // The binding knows only statements that it has prepared itself, not those of the text index.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_next_stmt")]
    private static extern nint NextStatement(nint connection, nint statement);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_stmt_status")]
    private static extern int Status(nint statement, int counter, int reset);

    private SqlText Noted(SqlText sql)
    {
        asked.TryAdd(sql.Text, sql);
        return sql;
    }

    private sealed record PlanStep(string Detail) : IRow<PlanStep>
    {
        public static PlanStep Read(Columns columns) => new(columns.Text(3));
    }
}
