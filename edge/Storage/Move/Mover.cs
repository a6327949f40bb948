using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Edge.Storage.Migrations;

namespace Edge.Storage.Move;

/// <summary>
/// Moves an installation from one engine to the other. While the source serves, passes copy what differs; then writers wait for the
/// last pass and the comparison, and in the transaction that held them the source is frozen. Cut off anywhere, the same move goes on:
/// what is done shows in the target, and either the source still serves or the target is complete.
/// </summary>
/// <param name="migrate">Brings the target to this release's schema.</param>
/// <param name="say">Takes a line for the operator.</param>
internal sealed class Mover(MoveEnd source, MoveEnd target, Func<Task> migrate, TimeProvider time, Func<string, Task> say)
{
    private const int PassesAtMost = 6;

    // Few enough that the pause is as short as reading takes.
    private const long FewChanges = 1000;
    private const int TokenBytes = 16;

    /// <param name="keep">The source stays in service: the target becomes a copy that goes its own way.</param>
    /// <exception cref="MoveException">The databases do not fit, or differ at the end; the source is as it was.</exception>
    /// <exception cref="StorageUnavailableException">One of them cannot be opened, or is held by others for too long.</exception>
    public async Task Run(bool keep)
    {
        await using var from = await source.Open();
        await using var to = await Prepared();
        if (await Begin(from, to, keep) is not { } token)
            return;
        var transaction = target.Dialect == Dialect.Postgres ? await MoveMarks.Transactions(source.SessionOf(from)) : 0;
        var layouts = await Layouts(from, to);
        var pass = new Pass(source, target, layouts, transaction);
        await CopyWhileServing(from, pass);
        await target.Prepare(to);

        var start = time.GetTimestamp();
        await source.HoldWriters(from);
        await say("Writers wait.");
        await pass.Run(from);
        foreach (var table in MoveTables.All.Where(table => table.IsCounted))
            await target.GoOnBehind(to, table.Name, await source.Counted(from, table.Name));
        var transactions = Math.Max(transaction, await source.Transactions(from));
        await target.Complete(to, transactions);
        foreach (var line in await Comparison.Run(source, from, target, to, layouts, transaction, pass))
            await say(line);
        await HandOver(from, to, keep, token, transactions);
        await say(string.Create(CultureInfo.InvariantCulture, $"Writers waited for {time.GetElapsedTime(start).TotalSeconds:0.0} s."));
        await say(keep ? $"Copied {source.Name} to {target.Name}." : $"Moved {source.Name} to {target.Name}.");
    }

    /// <summary>Puts a database that was moved away into service again.</summary>
    public static async Task Reopen(MoveEnd end)
    {
        await using var connection = await end.Open();
        var session = end.SessionOf(connection);
        if (await MoveMarks.Find(session, MoveMarks.Moved) is null)
            throw new MoveException($"{end.Name} was not moved away.");
        await MoveEnd.Run(connection, "begin");
        await end.Thaw(connection);
        await MoveMarks.Drop(session, MoveMarks.Moved);
        await MoveEnd.Run(connection, "commit");
    }

    private async Task<DbConnection> Prepared()
    {
        var connection = await target.Open();
        MoveTables.Verify(target, await target.Tables(connection));
        await migrate();
        return connection;
    }

    /// <returns>The token of the installation; null when there is nothing left to do.</returns>
    private async Task<string?> Begin(DbConnection from, DbConnection to, bool keep)
    {
        var (there, here) = (source.SessionOf(from), target.SessionOf(to));
        MoveTables.Verify(source, await source.Tables(from));
        if (await Migrator.Pending(there, Migration.Embedded(source.Dialect)) is not null)
            throw new MoveException($"{source.Name} is not at this release's schema; run edge migrate on it first.");
        if (await MoveMarks.Find(there, MoveMarks.Incoming) is not null)
            throw new MoveException($"{source.Name} is itself the target of a move that is not at its end.");
        var moved = await MoveMarks.Find(there, MoveMarks.Moved);
        var arrived = await MoveMarks.Find(here, MoveMarks.Arrived);
        if (moved is not null && moved.Token == arrived?.Token)
        {
            await say($"{source.Name} was moved to {target.Name} already.");
            return null;
        }
        if (moved is not null && (keep || (await MoveMarks.Find(here, MoveMarks.Incoming))?.Token != moved.Token))
            throw new MoveException($"{source.Name} was moved to {moved.Peer} already.");
        var token = moved?.Token ?? await Named(from);
        await Claim(to, token);
        return token;
    }

    private async Task<string> Named(DbConnection from)
    {
        var session = source.SessionOf(from);
        await MoveMarks.Prepare(session);
        return await MoveMarks.PutSource(
            session, target.Name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)), time.GetUtcNow());
    }

    // In one transaction with the look at the tables: of two moves to one target, one finds the other's mark.
    private async Task Claim(DbConnection to, string token)
    {
        var session = target.SessionOf(to);
        await MoveMarks.Prepare(session);
        await target.HoldWriters(to);
        try
        {
            if (await MoveMarks.Find(session, MoveMarks.Incoming) is { } incoming)
            {
                if (incoming.Token != token)
                    throw new MoveException($"{target.Name} is half-filled from another database, {incoming.Peer}.");
                return;
            }
            foreach (var table in MoveTables.All)
            {
                if (await target.IsFilled(to, table))
                    throw new MoveException($"{target.Name} is not empty: there are {table.Name}. Move to a new database.");
            }
            foreach (var table in MoveTables.All.Where(table => table.Given is not null))
                await MoveEnd.Run(to, $"delete from {table.Name}");
            await MoveMarks.Put(session, new MoveMark(MoveMarks.Incoming, source.Name, token, 0, time.GetUtcNow()));
        }
        finally
        {
            await MoveEnd.Run(to, "commit");
        }
    }

    private async Task<List<TableLayout>> Layouts(DbConnection from, DbConnection to)
    {
        var layouts = new List<TableLayout>();
        foreach (var table in MoveTables.All)
            layouts.Add(TableLayout.Of(table, await source.Columns(from, table.Name), await target.Columns(to, table.Name)));
        return layouts;
    }

    private async Task CopyWhileServing(DbConnection from, Pass pass)
    {
        for (var count = 1; count <= PassesAtMost; count++)
        {
            var start = time.GetTimestamp();
            await MoveEnd.Run(from, source.Snapshot);
            var changes = await pass.Run(from);
            await MoveEnd.Run(from, "commit");
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            await say(string.Create(CultureInfo.InvariantCulture, $"Pass {count}: {changes} rows in {seconds:0.0} s."));
            if (changes <= FewChanges)
                return;
        }
    }

    // The source first: from its commit on nobody writes there, and until the target's mark is gone nobody serves from it.
    private async Task HandOver(DbConnection from, DbConnection to, bool keep, string token, long transactions)
    {
        var (there, here) = (source.SessionOf(from), target.SessionOf(to));
        var now = time.GetUtcNow();
        if (!keep && await MoveMarks.Find(there, MoveMarks.Moved) is null)
        {
            await source.Freeze(from, $"This database was moved to {target.Name}");
            await MoveMarks.Put(there, new MoveMark(MoveMarks.Moved, target.Name, token, 0, now));
        }
        await MoveEnd.Run(from, "commit");
        await MoveEnd.Run(to, "begin");
        // A copy that goes its own way gives other meanings to the same versions.
        if (keep)
            await MoveEnd.Run(to, "delete from database_epoch");
        await MoveMarks.Put(here, new MoveMark(MoveMarks.Arrived, source.Name, token, transactions, now));
        await MoveMarks.Drop(here, MoveMarks.Incoming);
        await MoveEnd.Run(to, "commit");
    }
}
