using System.Text;
using Edge.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Edge.Storage.Sqlite;

/// <summary>
/// A prepared statement, run again and again, and its current row. It speaks to SQLite itself: a command of the driver finds each
/// parameter by its name each time, which took longer than the statement.
/// </summary>
internal sealed unsafe class SqliteStatement : IColumnSource, IDisposable
{
    private const int ShortText = 256;
    private const int Ok = 0;
    private const int Row = 100;
    private const int Done = 101;
    private const int Null = 5;
    private const uint Persistent = 1;

    // SQLite copies what is bound, so that it may move.
    private const nint Transient = -1;

    private readonly sqlite3 database;
    private readonly nint statement;

    /// <exception cref="SqliteException">SQLite does not understand it.</exception>
    public SqliteStatement(sqlite3 database, string text)
    {
        this.database = database;
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
            Check(SqliteLibrary.Prepare(database.DangerousGetHandle(), start, bytes.Length, Persistent, out statement, 0));
    }

    /// <summary>How many rows the last statement of the connection that changes any has changed.</summary>
    public int Changes => SqliteLibrary.Changes(database.DangerousGetHandle());

    public void Bind(IReadOnlyList<SqlValue> values)
    {
        for (var i = 0; i < values.Count; i++)
            Check(Bind(i + 1, values[i].Value));
    }

    /// <summary>Goes on to the next row; false at the end.</summary>
    public bool Next()
    {
        var code = SqliteLibrary.Step(statement);
        if (code is not (Row or Done))
            Check(code);
        return code == Row;
    }

    /// <summary>Ends the run, whatever became of it; its failure was told already.</summary>
    public void Reset() => _ = SqliteLibrary.Reset(statement);

    public bool IsNull(int ordinal) => SqliteLibrary.ColumnType(statement, ordinal) == Null;

    public long Long(int ordinal) => SqliteLibrary.ColumnInt64(statement, ordinal);

    public string Text(int ordinal)
    {
        var start = SqliteLibrary.ColumnText(statement, ordinal);
        return Encoding.UTF8.GetString(start, SqliteLibrary.ColumnBytes(statement, ordinal));
    }

    public byte[] Bytes(int ordinal)
    {
        var start = SqliteLibrary.ColumnBlob(statement, ordinal);
        return new ReadOnlySpan<byte>(start, SqliteLibrary.ColumnBytes(statement, ordinal)).ToArray();
    }

    public void Dispose() => _ = SqliteLibrary.Close(statement);

    private int Bind(int index, object? value) => value switch
    {
        null => SqliteLibrary.BindNull(statement, index),
        long number => SqliteLibrary.BindInt64(statement, index, number),
        string text => BindText(index, text),
        byte[] bytes => BindBytes(index, bytes),
        _ => throw new NotSupportedException($"A parameter of type {value.GetType()}"),
    };

    // SQLite's own functions read a text up to the first NUL. None passes validation, but one may be asked for.
    private int BindText(int index, string text)
    {
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        var source = end < 0 ? text : text.AsSpan(0, end);
        var size = Encoding.UTF8.GetMaxByteCount(source.Length);
        var buffer = size <= ShortText ? stackalloc byte[ShortText] : new byte[size];
        var length = Encoding.UTF8.GetBytes(source, buffer);
        fixed (byte* start = buffer)
            return SqliteLibrary.BindText(statement, index, start, length, Transient);
    }

    // An array without bytes has no address, which would mean NULL.
    private int BindBytes(int index, byte[] bytes)
    {
        if (bytes.Length == 0)
            return SqliteLibrary.BindZeros(statement, index, 0);
        fixed (byte* start = bytes)
            return SqliteLibrary.BindBlob(statement, index, start, bytes.Length, Transient);
    }

    private void Check(int code)
    {
        if (code != Ok)
            SqliteException.ThrowExceptionForRC(code, database);
    }
}
