using System.Diagnostics;
using System.Globalization;
using Edge.Storage.Facts;
using Edge.Storage.Sql;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// One unit of work on one connection. Statements that are used again are prepared by the connection; those for whose end nobody waits
/// travel with the next one that is waited for, since a trip to the server costs more than most statements.
/// </summary>
internal sealed class PostgresSession(
    NpgsqlConnection connection, bool isTransaction, PostgresHost? host = null, SlowQueries? slow = null) : Session
{
    private static readonly SqlText Lock = $"for no key update";
    private static readonly SqlText End = $"commit";
    private static readonly SqlText ThisTransaction = $"select this_transaction()";
    private static readonly SqlText PlaceOfTheLog = $"select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

    private PostgresTrip? next;

    public override Dialect Dialect => Dialect.Postgres;

    // Not against those who refer to the row, such as its events.
    public override SqlText RowLock => isTransaction ? Lock : SqlText.Empty;

    /// <summary>A statement failed: the server will undo the transaction, whatever the unit of work makes of it.</summary>
    public bool HasFailed { get; private set; }

    public override async ValueTask<T?> First<T>(SqlText sql) where T : class
    {
        await using var trip = await Depart(sql);
        var row = await trip.First<T>();
        await trip.Arrive();
        return row;
    }

    public override async ValueTask<List<T>> List<T>(SqlText sql)
    {
        await using var trip = await Depart(sql);
        var rows = await trip.List<T>();
        await trip.Arrive();
        return rows;
    }

    public override async ValueTask<long?> Number(SqlText sql)
    {
        await using var trip = await Depart(sql);
        var value = await trip.Value();
        await trip.Arrive();
        // The server counts in bigint, adds up in numeric, and takes a literal for an integer.
        return value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    public override async ValueTask<int> Execute(SqlText sql)
    {
        await using var trip = await Depart(sql);
        await trip.Arrive();
        return trip.Changed(0);
    }

    public override async ValueTask Later(SqlText sql)
    {
        await FlushQuestions();
        Next.Add(sql);
    }

    public override ValueTask Ask<T>(SqlText sql, Action<T> found)
    {
        Next.Ask(sql, found);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<List<T>[]> ListEach<T>(IReadOnlyList<SqlText> statements)
    {
        var answers = new List<T>[statements.Count];
        if (answers.Length == 0)
            return answers;
        await using var trip = await Depart([.. statements]);
        for (var i = 0; i < answers.Length; i++)
            answers[i] = await trip.List<T>();
        await trip.Arrive();
        return answers;
    }

    public override async ValueTask<int[]> ExecuteEach(IReadOnlyList<SqlText> statements)
    {
        var changed = new int[statements.Count];
        if (changed.Length == 0)
            return changed;
        await using var trip = await Depart([.. statements]);
        await trip.Arrive();
        for (var i = 0; i < changed.Length; i++)
            changed[i] = trip.Changed(i);
        return changed;
    }

    /// <summary>By COPY, which takes rows as a stream (postgresql.org/docs/15/sql-copy.html), also with numbers that it would count up.</summary>
    public override async ValueTask InsertAll(IReadOnlyList<SqlText> inserts)
    {
        if (inserts.Count == 0)
            return;
        await Flush();
        var start = Stopwatch.GetTimestamp();
        try
        {
            await PostgresCopy.Insert(connection, inserts);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
        slow?.Ended(inserts[0], start, inserts.Count, text => PostgresPlan.Of(host!, text));
    }

    /// <summary>Sends what still waits, and the commit.</summary>
    public async ValueTask Commit()
    {
        await using var trip = await DepartLast(End);
        await trip.Arrive();
    }

    /// <summary>Commits, and asks behind it where the log of the primary is by then: before it, it would be too early.</summary>
    public async ValueTask<long> CommitAt()
    {
        await using var trip = await DepartLast(End, PlaceOfTheLog);
        var position = (long)(await trip.Value())!;
        await trip.Arrive();
        return position;
    }

    /// <summary>Runs statements of a migration, however long they take.</summary>
    public async ValueTask Script(string text)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private PostgresTrip Next => next ??= new PostgresTrip(connection, slow, host, () => HasFailed = true);

    // Facts that nobody waited for learn their transaction in passing.
    private async ValueTask<PostgresTrip> DepartLast(params SqlText[] statements)
    {
        if (Appended?.Exists(static fact => fact.Cursor == AppendedFact.Unplaced) != true)
            return await Depart(statements);
        await FlushQuestions();
        var trip = await Depart([ThisTransaction, .. statements]);
        try
        {
            var place = new FactCursor((long)(await trip.Value())!, 0);
            Appended = Appended.ConvertAll(fact => fact.Cursor == AppendedFact.Unplaced ? fact with { Cursor = place } : fact);
            return trip;
        }
        catch
        {
            await trip.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<PostgresTrip> Depart(params SqlText[] statements)
    {
        if (!statements[0].OnlyReads)
            await FlushQuestions();
        var trip = Next;
        next = null;
        foreach (var sql in statements)
            trip.Await(sql);
        await trip.Depart();
        return trip;
    }

    // Their answer may be that nothing shall be written.
    private ValueTask FlushQuestions() => next?.HasQuestions == true ? Flush() : ValueTask.CompletedTask;

    private async ValueTask Flush()
    {
        if (next is not { } trip)
            return;
        next = null;
        await using (trip)
        {
            await trip.Depart();
            await trip.Arrive();
        }
    }
}
