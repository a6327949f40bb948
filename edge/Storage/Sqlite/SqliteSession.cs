using System.Diagnostics;
using System.Globalization;
using Edge.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>One SQLite connection with its prepared statements. SQLite answers at once, so every ValueTask here is already complete.</summary>
internal sealed class SqliteSession : Session, IDisposable
{
    private const int MaxStatements = 256;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);

    private readonly SlowQueries? slow;

    public SqliteSession(SqliteConnection connection, SlowQueries? slow = null)
    {
        this.connection = connection;
        this.slow = slow;
    }

    public override Dialect Dialect => Dialect.Sqlite;

    public override ValueTask<T?> First<T>(SqlText sql) where T : class
    {
        var start = Start();
        using var reader = Prepare(sql).ExecuteReader();
        var row = reader.Read() ? T.Read(new Columns(reader)) : null;
        Ended(sql, start, row is null ? 0 : 1);
        return ValueTask.FromResult(row);
    }

    public override ValueTask<List<T>> List<T>(SqlText sql)
    {
        var start = Start();
        using var reader = Prepare(sql).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(T.Read(new Columns(reader)));
        Ended(sql, start, rows.Count);
        return ValueTask.FromResult(rows);
    }

    public override ValueTask<long?> Number(SqlText sql)
    {
        var start = Start();
        using var reader = Prepare(sql).ExecuteReader();
        long? number = reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
        Ended(sql, start, 1);
        return ValueTask.FromResult(number);
    }

    public override ValueTask<int> Execute(SqlText sql)
    {
        var start = Start();
        var rows = Prepare(sql).ExecuteNonQuery();
        Ended(sql, start, rows);
        return ValueTask.FromResult(rows);
    }

    /// <summary>Runs a statement that is a constant of this folder, such as BEGIN.</summary>
    public void Run(string statement) => Cached(statement).ExecuteNonQuery();

    /// <summary>Runs the statements of a migration.</summary>
    public void Script(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in statements.Values)
            command.Dispose();
        connection.Dispose();
    }

    private long Start() => slow is null ? 0 : Stopwatch.GetTimestamp();

    private void Ended(SqlText sql, long start, int rows) => slow?.Ended(sql, start, rows, text => Task.FromResult(Plan(text)));

    // Without values: names that are not bound are NULL.
    private string Plan(SqlText sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"explain query plan {sql.Text}";
        for (var i = 1; i <= sql.Parameters.Count; i++)
            command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${i}"), DBNull.Value));
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    private SqliteCommand Prepare(SqlText sql)
    {
        var command = Cached(sql.Text);
        var values = sql.Parameters;
        for (var i = command.Parameters.Count; i < values.Count; i++)
            command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), null));
        for (var i = 0; i < values.Count; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Cached(string text)
    {
        if (statements.TryGetValue(text, out var command))
            return command;
        if (statements.Count == MaxStatements)
            Forget();
        command = connection.CreateCommand();
        command.CommandText = text;
        return statements[text] = command;
    }

    // Composed filters could make ever new texts: starting over now and then bounds the memory.
    private void Forget()
    {
        foreach (var command in statements.Values)
            command.Dispose();
        statements.Clear();
    }
}
