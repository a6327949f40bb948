using System.Data.Common;
using Edge.Storage.Sql;

namespace Edge.Storage.Move;

/// <summary>One of the two databases of a move, and what its engine has its own words for.</summary>
internal abstract class MoveEnd(string name) : IDisposable
{
    /// <summary>Where it is, without user and password.</summary>
    public string Name => name;

    public abstract Dialect Dialect { get; }

    /// <summary>The collation that orders texts by their bytes.</summary>
    public abstract string ByteOrder { get; }

    /// <summary>Begins a transaction whose statements all see one moment, and that holds up nobody.</summary>
    public abstract string Snapshot { get; }

    /// <returns>A connection without limits of time.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be opened.</exception>
    public abstract Task<DbConnection> Open();

    public abstract Session SessionOf(DbConnection connection);

    public abstract RowWriter Writer(DbConnection connection, TableLayout layout);

    /// <summary>Begins a transaction that sees all that was committed, and during which nobody else writes.</summary>
    /// <exception cref="StorageUnavailableException">Others hold the database for too long.</exception>
    public abstract Task HoldWriters(DbConnection connection);

    /// <summary>Has every write refused from the end of the transaction on, by nodes that run already too.</summary>
    public abstract Task Freeze(DbConnection connection, string reason);

    /// <summary>Undoes <see cref="Freeze"/>.</summary>
    public abstract Task Thaw(DbConnection connection);

    public abstract Task<List<string>> Tables(DbConnection connection);

    public abstract Task<List<MoveColumn>> Columns(DbConnection connection, string table);

    /// <summary>The highest number that the engine has given to a row of a table; 0 before the first.</summary>
    public abstract Task<long> Counted(DbConnection connection, string table);

    /// <summary>Has the engine go on behind <paramref name="last"/>.</summary>
    public abstract Task GoOnBehind(DbConnection connection, string table, long last);

    /// <summary>The number of a transaction now; those of all before are lower. 0 where there are none.</summary>
    public abstract Task<long> Transactions(DbConnection connection);

    /// <summary>Makes what needs not be exact while the source still serves.</summary>
    public abstract Task Prepare(DbConnection connection);

    /// <summary>Makes what is derived from the rows, and begins transaction numbers behind those known.</summary>
    public abstract Task Complete(DbConnection connection, long transactions);

    public abstract void Dispose();

    public static async Task Run(DbConnection connection, string statements)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Statements whose names are those of our own tables.</summary>
    protected static SqlText Constant(string text)
    {
        var sql = SqlText.Empty;
        sql.AppendLiteral(text);
        return sql;
    }

    /// <summary>Whether the first rows of a table are still those of <paramref name="prefix"/>, by their count and the sum of their numbers.</summary>
    public async Task<bool> Has(DbConnection connection, MoveTable table, Prefix prefix)
    {
        var first = $"from {table.Name} where {table.Key[0]} <= {prefix.Key}";
        return await Number(connection, $"select count(*) {first}") == prefix.Rows
            && await Number(connection, $"select sum({table.Key[0]}) {first}") == prefix.Sum;
    }

    /// <returns>Whether it holds anything but what the schema puts there.</returns>
    public async Task<bool> IsFilled(DbConnection connection, MoveTable table) =>
        await Number(connection, $"select case when exists (select 1 from {table.Name} where not ({table.Given ?? "false"})) then 1 else 0 end") != 0;

    protected static IEnumerable<string> Frozen => [.. MoveTables.All.Select(table => table.Name), "migrations"];

    protected static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    protected async Task<long> Number(DbConnection connection, string select) => await SessionOf(connection).Number(Constant(select)) ?? 0;

    protected sealed record Described(string Name, string Type) : IRow<Described>
    {
        public static Described Read(Columns columns) => new(columns.Text(0), columns.Text(1));
    }
}
