using Edge.Storage.Migrations;
using Microsoft.Data.Sqlite;

namespace Edge.Storage.Sqlite;

internal sealed class SqliteMigrationConnection(SqliteSession session) : IMigrationConnection
{
    public Session Session => session;

    public ValueTask Prepare(string statement) => Run(statement);

    // The write lock of the file is the lock between processes.
    public ValueTask Begin() => Run("begin immediate");

    public ValueTask Commit() => Run("commit");

    public ValueTask RollBack()
    {
        try
        {
            session.Run("rollback");
        }
        catch (SqliteException)
        {
            // A full disk has ended the transaction already.
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask Script(string text)
    {
        session.Script(text);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        session.Dispose();
        return ValueTask.CompletedTask;
    }

    private ValueTask Run(string statement)
    {
        session.Run(statement);
        return ValueTask.CompletedTask;
    }
}
