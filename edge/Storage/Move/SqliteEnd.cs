using System.Data.Common;
using Edge.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Move;

internal sealed class SqliteEnd(string path) : MoveEnd($"sqlite:{path}")
{
    private static readonly string[] Changes = ["insert", "update", "delete"];

    private readonly SqliteDataSource source = new(path, readOnly: false);

    public override Dialect Dialect => Dialect.Sqlite;

    public override string ByteOrder => "binary";

    public override string Snapshot => "begin";

    public override async Task<DbConnection> Open()
    {
        var connection = await source.OpenConnectionAsync();
        // Between two passes a row may refer to one that comes with the next; the last leaves no such row, as the hashes show.
        await Run(connection, "pragma busy_timeout = 60000; pragma foreign_keys = off");
        return connection;
    }

    public override Session SessionOf(DbConnection connection) => new SqliteSession((SqliteConnection)connection);

    public override RowWriter Writer(DbConnection connection, TableLayout layout) => new SqliteRowWriter(connection, layout);

    public override async Task HoldWriters(DbConnection connection)
    {
        try
        {
            await Run(connection, "begin immediate");
        }
        catch (SqliteException error)
        {
            throw new StorageUnavailableException($"{Name} is held by another writer", error);
        }
    }

    public override async Task Freeze(DbConnection connection, string reason)
    {
        foreach (var table in Frozen)
        {
            foreach (var change in Changes)
                await Run(connection, $"create trigger {Trigger(table, change)} before {change} on {table} begin select raise(abort, {Literal(reason)}); end");
        }
    }

    public override async Task Thaw(DbConnection connection)
    {
        foreach (var table in Frozen)
        {
            foreach (var change in Changes)
                await Run(connection, $"drop trigger if exists {Trigger(table, change)}");
        }
    }

    public override async Task<List<string>> Tables(DbConnection connection)
    {
        var tables = await SessionOf(connection).List<Described>($"""
            select name, type from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\_%' escape '\'
            """);
        return tables.ConvertAll(table => table.Name);
    }

    public override async Task<List<MoveColumn>> Columns(DbConnection connection, string table)
    {
        var columns = await SessionOf(connection).List<Described>($"select name, lower(type) from pragma_table_info({table})");
        return columns.ConvertAll(column => new MoveColumn(column.Name, column.Type switch
        {
            "integer" or "bigint" => ColumnKind.Integer,
            "text" => ColumnKind.Text,
            "blob" or "bytea" => ColumnKind.Bytes,
            _ => throw new MoveException($"{table}.{column.Name} is of a type that cannot be moved: {column.Type}"),
        }));
    }

    public override Task<long> Counted(DbConnection connection, string table) => Number(
        connection, $"select coalesce((select seq from sqlite_sequence where name = '{table}'), (select max(seq) from {table}), 0)");

    // Only facts must never give a number twice; the others go on behind the highest that is there.
    public override Task GoOnBehind(DbConnection connection, string table, long last) => Run(connection, $"""
        update sqlite_sequence set seq = {last} where name = '{table}';
        insert into sqlite_sequence (name, seq) select '{table}', {last} from sqlite_master
        where name = '{table}' and sql like '%autoincrement%' and not exists (select 1 from sqlite_sequence where name = '{table}')
        """);

    public override Task<long> Transactions(DbConnection connection) => Task.FromResult(0L);

    public override Task Prepare(DbConnection connection) => Task.CompletedTask;

    public override Task Complete(DbConnection connection, long transactions) =>
        Run(connection, "insert into shipment_search (shipment_search) values ('rebuild')");

    public override void Dispose() => source.Dispose();

    private static string Trigger(string table, string change) => $"moved_{table}_{change}";
}
