using Edge.Storage.Migrations;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>Migrations run under a lock of the database that ends with its transaction: of two nodes that start at once, one waits.</summary>
internal sealed class PostgresMigrationConnection(NpgsqlConnection connection) : IMigrationConnection
{
    // "edge" as a number: any will do, as long as it stays.
    private const string Lock = "select pg_advisory_xact_lock(1701079909)";

    private readonly PostgresSession session = new(connection, isTransaction: false);

    public Session Session => session;

    // Not even "if not exists" is safe for two at once: both may find none.
    public async ValueTask Prepare(string statement)
    {
        await Begin();
        await session.Script(statement);
        await Commit();
    }

    public async ValueTask Begin()
    {
        // What a statement may take does not hold for a migration.
        await session.Script("begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
        await session.Script(Lock);
    }

    public ValueTask Commit() => session.Script("commit");

    public async ValueTask RollBack()
    {
        try
        {
            await session.Script("rollback");
        }
        catch (NpgsqlException)
        {
            // The connection is lost, and the transaction with it.
        }
    }

    public ValueTask Script(string text) => session.Script(text);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
