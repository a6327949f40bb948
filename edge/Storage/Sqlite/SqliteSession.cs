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
    private readonly Dictionary<SqlShape, SqliteStatement> statements = [];

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
        var statement = Prepare(sql);
        try
        {
            var row = statement.Next() ? T.Read(new Columns(statement)) : null;
            Ended(sql, start, row is null ? 0 : 1);
            return ValueTask.FromResult(row);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<List<T>> List<T>(SqlText sql)
    {
        var start = Start();
        var statement = Prepare(sql);
        try
        {
            var rows = new List<T>();
            while (statement.Next())
                rows.Add(T.Read(new Columns(statement)));
            Ended(sql, start, rows.Count);
            return ValueTask.FromResult(rows);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<long?> Number(SqlText sql)
    {
        var start = Start();
        var statement = Prepare(sql);
        try
        {
            long? number = statement.Next() && !statement.IsNull(0) ? statement.Long(0) : null;
            Ended(sql, start, 1);
            return ValueTask.FromResult(number);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<int> Execute(SqlText sql)
    {
        var start = Start();
        var rows = Finish(Prepare(sql));
        Ended(sql, start, rows);
        return ValueTask.FromResult(rows);
    }

    /// <summary>Runs a statement that is a constant of this folder, such as BEGIN.</summary>
    public void Run(string statement) => Finish(Cached(new SqlShape(statement)));

    /// <summary>Runs the statements of a migration.</summary>
    public void Script(string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Forget();
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

    private static int Finish(SqliteStatement statement)
    {
        try
        {
            while (statement.Next())
            {
                // What it answers is of no interest.
            }
            return statement.Changes;
        }
        finally
        {
            statement.Reset();
        }
    }

    private SqliteStatement Prepare(SqlText sql)
    {
        var statement = Cached(sql.Shape);
        statement.Bind(sql.Parameters);
        return statement;
    }

    private SqliteStatement Cached(SqlShape shape)
    {
        if (statements.TryGetValue(shape, out var statement))
            return statement;
        if (statements.Count == MaxStatements)
            Forget();
        statement = new SqliteStatement(connection.Handle!, shape.ToString());
        return statements[shape] = statement;
    }

    // Composed filters could make ever new texts: starting over now and then bounds the memory.
    private void Forget()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }
}
