using System.Diagnostics;
using Edge.Storage.Sql;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// Statements that go to the server together, and their answers, which come in the same order. When one of them fails the server skips
/// those behind it.
/// </summary>
internal sealed class PostgresTrip(NpgsqlConnection connection, SlowQueries? slow, PostgresHost? host, Action failed) : IAsyncDisposable
{
    private readonly NpgsqlBatch batch = new(connection);
    private readonly List<SqlText> statements = [];
    private List<Func<Columns, Action>>? questions;
    private List<Action>? found;
    private NpgsqlDataReader? reader;
    private bool hasBegun;
    private int awaited = -1;
    private int rows;
    private long start;

    public bool HasQuestions => questions is not null;

    public void Add(SqlText sql)
    {
        var command = new NpgsqlBatchCommand(sql.Text);
        foreach (var value in sql.Parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgresValues.TypeOf(value), Value = PostgresValues.Of(value) ?? DBNull.Value });
        batch.BatchCommands.Add(command);
        statements.Add(sql);
    }

    public void Ask<T>(SqlText sql, Action<T> tell) where T : class, IRow<T>
    {
        Add(sql);
        (questions ??= []).Add(columns =>
        {
            var row = T.Read(columns);
            return () => tell(row);
        });
    }

    /// <summary>Adds one of those that the trip is made for.</summary>
    public void Await(SqlText sql)
    {
        if (awaited < 0)
            awaited = statements.Count;
        Add(sql);
    }

    /// <summary>Sends all, and reads as far as the answers that somebody waits for.</summary>
    public async ValueTask Depart()
    {
        start = slow is null ? 0 : Stopwatch.GetTimestamp();
        try
        {
            reader = await batch.ExecuteReaderAsync();
            foreach (var question in questions ?? [])
            {
                await NextAnswer();
                if (await reader.ReadAsync())
                    (found ??= []).Add(question(new Columns(new PostgresColumns(reader))));
            }
        }
        catch
        {
            failed();
            throw;
        }
    }

    public async ValueTask<T?> First<T>() where T : class, IRow<T>
    {
        await NextAnswer();
        if (!await reader!.ReadAsync())
            return null;
        rows++;
        return T.Read(new Columns(new PostgresColumns(reader)));
    }

    public async ValueTask<List<T>> List<T>() where T : class, IRow<T>
    {
        await NextAnswer();
        var columns = new Columns(new PostgresColumns(reader!));
        var list = new List<T>();
        while (await reader!.ReadAsync())
            list.Add(T.Read(columns));
        rows += list.Count;
        return list;
    }

    public async ValueTask<object?> Value()
    {
        await NextAnswer();
        return await reader!.ReadAsync() && !reader.IsDBNull(0) ? reader.GetValue(0) : null;
    }

    /// <summary>Waits for the last answer, and passes on what the questions found.</summary>
    public async ValueTask Arrive()
    {
        try
        {
            while (await reader!.NextResultAsync())
            {
                // What else it answers is of no interest.
            }
        }
        catch
        {
            failed();
            throw;
        }
        slow?.Ended(statements, start, Math.Max(rows, reader.RecordsAffected), text => PostgresPlan.Of(host!, text));
        foreach (var tell in found ?? [])
            tell();
    }

    /// <summary>How many rows one of those changed that the trip was made for.</summary>
    public int Changed(int index) => batch.BatchCommands[awaited + index].RecordsAffected;

    public async ValueTask DisposeAsync()
    {
        if (reader is not null)
            await reader.DisposeAsync();
        await batch.DisposeAsync();
    }

    // The reader stands at the first answer by itself, and passes over statements that have none.
    private async ValueTask NextAnswer()
    {
        if (hasBegun)
            await reader!.NextResultAsync();
        hasBegun = true;
    }
}
