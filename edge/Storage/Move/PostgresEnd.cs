using System.Data.Common;
using Edge.Storage.Postgres;
using Npgsql;

namespace Edge.Storage.Move;

internal sealed class PostgresEnd : MoveEnd
{
    private const int Attempts = 6;
    private const int PartitionFrom = 10_000;
    private const string Trigger = "moved";

    private readonly PostgresSources sources;

    public PostgresEnd(PostgresUrl url)
        : base($"postgres://{url.Connection.Host}/{url.Connection.Database}")
    {
        url.Connection.CommandTimeout = 0;
        sources = new PostgresSources(url);
    }

    public override Dialect Dialect => Dialect.Postgres;

    public override string ByteOrder => "\"C\"";

    public override string Snapshot => "begin isolation level repeatable read read only";

    public override async Task<DbConnection> Open()
    {
        try
        {
            foreach (var host in sources.Hosts)
            {
                var connection = await host.Open(readOnly: false, CancellationToken.None);
                if (!sources.HasReplicas || await Number(connection, "select pg_is_in_recovery()::int") == 0)
                    return connection;
                await connection.DisposeAsync();
            }
        }
        catch (Exception error) when (PostgresFaults.IsOutage(error))
        {
            throw new StorageUnavailableException($"{Name} cannot be reached", error);
        }
        throw new StorageUnavailableException($"No host of {Name} is a primary");
    }

    public override Session SessionOf(DbConnection connection) => new PostgresSession((NpgsqlConnection)connection, isTransaction: false);

    public override RowWriter Writer(DbConnection connection, TableLayout layout) =>
        new PostgresRowWriter((NpgsqlConnection)connection, layout);

    // Transactions that hold one table and wait for another may meet us half-way: then who waits for whom is undone.
    public override async Task HoldWriters(DbConnection connection)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Run(connection, $"begin; set local lock_timeout = '10s'; lock table {string.Join(", ", Frozen)} in exclusive mode");
                return;
            }
            catch (PostgresException error) when (attempt < Attempts && IsWaiting(error))
            {
                await Run(connection, "rollback");
            }
            catch (PostgresException error) when (IsWaiting(error))
            {
                throw new StorageUnavailableException($"{Name} is held by a long transaction", error);
            }
        }
    }

    // 57000, the operator has intervened: to the service it is an outage, and its clients are told to come again later.
    public override async Task Freeze(DbConnection connection, string reason)
    {
        await Run(connection, $"""
            create function refuse_moved() returns trigger language plpgsql as
            'begin raise exception using errcode = ''57000'', message = {Literal(Literal(reason))[1..^1]}; end'
            """);
        foreach (var table in Frozen)
        {
            await Run(connection, $"""
                create trigger {Trigger} before insert or update or delete or truncate on {table}
                for each statement execute function refuse_moved()
                """);
        }
    }

    public override async Task Thaw(DbConnection connection)
    {
        foreach (var table in Frozen)
            await Run(connection, $"drop trigger if exists {Trigger} on {table}");
        await Run(connection, "drop function if exists refuse_moved()");
    }

    public override async Task<List<string>> Tables(DbConnection connection)
    {
        var tables = await SessionOf(connection).List<Described>($"""
            select relname::text, relkind::text from pg_class
            where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
            """);
        return tables.ConvertAll(table => table.Name);
    }

    public override async Task<List<MoveColumn>> Columns(DbConnection connection, string table)
    {
        var columns = await SessionOf(connection).List<Described>($"""
            select attname::text, format_type(atttypid, atttypmod)
            from pg_attribute where attrelid = {table}::regclass and attnum > 0 and not attisdropped
            """);
        return columns.ConvertAll(column => new MoveColumn(column.Name, column.Type switch
        {
            "bigint" => ColumnKind.Integer,
            "integer" => ColumnKind.Narrow,
            "text" => ColumnKind.Text,
            "bytea" => ColumnKind.Bytes,
            _ => throw new MoveException($"{table}.{column.Name} is of a type that cannot be moved: {column.Type}"),
        }));
    }

    public override Task<long> Counted(DbConnection connection, string table) => Number(connection, $"""
        select greatest(pg_sequence_last_value(pg_get_serial_sequence('{table}', 'seq')::regclass), (select max(seq) from {table}), 0)
        """);

    public override Task GoOnBehind(DbConnection connection, string table, long last) =>
        Run(connection, $"select setval(pg_get_serial_sequence('{table}', 'seq'), {Math.Max(last, 1)}, {(last > 0 ? "true" : "false")})");

    public override Task<long> Transactions(DbConnection connection) => Number(connection, "select this_transaction()");

    // A month of many events gets its partition, as it would have had; and without statistics the first requests would be answered by
    // the wrong indexes.
    public override async Task Prepare(DbConnection connection)
    {
        await Run(connection, $"""
            do $$ declare month timestamp; begin
                for month in
                    select date_trunc('month', to_timestamp(event_time / 1000) at time zone 'utc') from events_default
                    group by 1 having count(*) >= {PartitionFrom}
                loop
                    perform make_events_partition(
                        (extract(epoch from month) * 1000)::bigint, (extract(epoch from month + interval '1 month') * 1000)::bigint);
                end loop;
            end $$
            """);
        await Run(connection, "analyze");
    }

    public override Task Complete(DbConnection connection, long transactions) => transactions == 0
        ? Task.CompletedTask
        : Run(connection, $"update transaction_base set value = greatest(value, {transactions})");

    public override void Dispose() => sources.Dispose();

    private static bool IsWaiting(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable;
}
