using System.Diagnostics;
using System.Globalization;
using Edge.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Edge.Storage.Postgres;

/// <summary>One unit of work on one connection. Statements that are used again are prepared by the connection.</summary>
internal sealed class PostgresSession(
    NpgsqlConnection connection, bool isTransaction, PostgresHost? host = null, SlowQueries? slow = null) : Session
{
    private static readonly SqlText Lock = $"for no key update";

    public override Dialect Dialect => Dialect.Postgres;

    // Not against those who refer to the row, such as its events.
    public override SqlText RowLock => isTransaction ? Lock : SqlText.Empty;

    /// <summary>A statement failed: the server will undo the transaction, whatever the unit of work makes of it.</summary>
    public bool HasFailed { get; private set; }

    public override async ValueTask<T?> First<T>(SqlText sql) where T : class
    {
        var start = Start();
        await using var command = Command(sql);
        await using var reader = await Run(command);
        var row = await reader.ReadAsync() ? T.Read(new Columns(new PostgresColumns(reader))) : null;
        Ended(sql, start, row is null ? 0 : 1);
        return row;
    }

    public override async ValueTask<List<T>> List<T>(SqlText sql)
    {
        var start = Start();
        await using var command = Command(sql);
        await using var reader = await Run(command);
        var columns = new Columns(new PostgresColumns(reader));
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(T.Read(columns));
        Ended(sql, start, rows.Count);
        return rows;
    }

    public override async ValueTask<long?> Number(SqlText sql)
    {
        var start = Start();
        await using var command = Command(sql);
        await using var reader = await Run(command);
        // The server counts in bigint, adds up in numeric, and takes a literal for an integer.
        long? number = await reader.ReadAsync() && !reader.IsDBNull(0)
            ? Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture)
            : null;
        Ended(sql, start, 1);
        return number;
    }

    public override async ValueTask<int> Execute(SqlText sql)
    {
        var start = Start();
        await using var command = Command(sql);
        await using var reader = await Run(command);
        Ended(sql, start, reader.RecordsAffected);
        return reader.RecordsAffected;
    }

    /// <summary>Runs statements of a migration, however long they take.</summary>
    public async ValueTask Script(string text)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private long Start() => slow is null ? 0 : Stopwatch.GetTimestamp();

    private void Ended(SqlText sql, long start, int rows) => slow?.Ended(sql, start, rows, text => PostgresPlan.Of(host!, text));

    private async ValueTask<NpgsqlDataReader> Run(NpgsqlCommand command)
    {
        try
        {
            return await command.ExecuteReaderAsync();
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }

    private NpgsqlCommand Command(SqlText sql)
    {
        var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var value in sql.Parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = TypeOf(value.Type), Value = Storable(value.Value) });
        return command;
    }

    private static NpgsqlDbType TypeOf(SqlType type) => type switch
    {
        SqlType.Integer => NpgsqlDbType.Bigint,
        SqlType.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };

    // The server stores no NUL (postgresql.org/docs/15/datatype-character.html). None passes validation, but one may be asked for.
    private static object Storable(object? value) => value switch
    {
        null => DBNull.Value,
        string text when text.Contains('\0', StringComparison.Ordinal) => text.Replace('\0', '\uFFFD'),
        _ => value,
    };
}
