using Edge.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

/// <summary>One SQLite connection with its prepared statements. SQLite answers at once, so every ValueTask here is already complete.</summary>
internal sealed class SqliteSession : Session, IDisposable
{
    private const int MaxStatements = 256;

    private readonly SqliteConnection connection;
    private readonly Dictionary<SqlShape, SqliteStatement> statements = [];

    public SqliteSession(SqliteConnection connection) => this.connection = connection;

    public override Dialect Dialect => Dialect.Sqlite;

    public override ValueTask<T?> First<T>(SqlText sql) where T : class
    {
        var statement = Prepare(sql);
        try
        {
            return ValueTask.FromResult(statement.Next() ? T.Read(new Columns(statement)) : null);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<List<T>> List<T>(SqlText sql)
    {
        var statement = Prepare(sql);
        try
        {
            var rows = new List<T>();
            while (statement.Next())
                rows.Add(T.Read(new Columns(statement)));
            return ValueTask.FromResult(rows);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<long?> Number(SqlText sql)
    {
        var statement = Prepare(sql);
        try
        {
            return ValueTask.FromResult<long?>(statement.Next() && !statement.IsNull(0) ? statement.Long(0) : null);
        }
        finally
        {
            statement.Reset();
        }
    }

    public override ValueTask<int> Execute(SqlText sql) => ValueTask.FromResult(Finish(Prepare(sql)));

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
