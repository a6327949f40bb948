using Edge.Storage.Sql;

namespace Edge.Storage.Move;

/// <summary>What a move has written into a database: who it is, and whether it may be served from.</summary>
/// <param name="Role">One of the constants of <see cref="MoveMarks"/>; a database has each at most once.</param>
/// <param name="Peer">The database on the other end, without user and password.</param>
/// <param name="Token">The installation that is moved: a random word that it gets with its first move.</param>
/// <param name="Transactions">No transaction of the server that the data came from had a higher number; 0 of SQLite.</param>
internal sealed record MoveMark(string Role, string Peer, string Token, long Transactions, DateTimeOffset At) : IRow<MoveMark>
{
    public static MoveMark Read(Columns columns) =>
        new(columns.Text(0), columns.Text(1), columns.Text(2), columns.Long(3), columns.Time(4));
}

/// <summary>The table of marks. It is made by the first move: who never moves has none.</summary>
internal static class MoveMarks
{
    public const string Table = "moves";

    /// <summary>A move from here has begun. The service goes on.</summary>
    public const string Source = "source";

    /// <summary>A move to here has begun and is not at its end.</summary>
    public const string Incoming = "incoming";

    /// <summary>A move to here was finished.</summary>
    public const string Arrived = "arrived";

    /// <summary>The installation is elsewhere; triggers refuse every write.</summary>
    public const string Moved = "moved";

    public static async ValueTask Prepare(Session session) => await session.Execute($"""
        create table if not exists moves (
            role text primary key, peer text not null, token text not null, transactions bigint not null, at bigint not null)
        """);

    public static async ValueTask<MoveMark?> Find(Session session, string role) => await Exists(session)
        ? await session.First<MoveMark>($"select role, peer, token, transactions, at from moves where role = {role}")
        : null;

    public static async ValueTask Put(Session session, MoveMark mark) => await session.Execute($"""
        insert into moves (role, peer, token, transactions, at)
        values ({mark.Role}, {mark.Peer}, {mark.Token}, {mark.Transactions}, {mark.At})
        on conflict (role) do update set peer = excluded.peer, token = excluded.token, transactions = excluded.transactions, at = excluded.at
        """);

    /// <summary>Writes who is moved, and to where. The first move's token stays, also where two begin at once.</summary>
    /// <returns>The token.</returns>
    public static async ValueTask<string> PutSource(Session session, string peer, string token, DateTimeOffset now)
    {
        // One statement, since no transaction is around it: cut off between two, the token that was there would be lost.
        await session.Execute($"""
            insert into moves (role, peer, token, transactions, at) values ({Source}, {peer}, {token}, 0, {now})
            on conflict (role) do update set peer = excluded.peer
            """);
        return (await Find(session, Source))!.Token;
    }

    public static async ValueTask Drop(Session session, string role) => await session.Execute($"delete from moves where role = {role}");

    /// <summary>The highest transaction number that the data has ever been read by; 0 when it was never on PostgreSQL.</summary>
    public static async ValueTask<long> Transactions(Session session) => await session.Number($"select max(transactions) from moves") ?? 0;

    /// <exception cref="MoveException">The database must not be written to: it was moved away, or is only half here.</exception>
    public static async ValueTask Refuse(Session session)
    {
        if (await Find(session, Moved) is { } moved)
        {
            throw new MoveException(
                $"This database was moved to {moved.Peer} at {moved.At:u}; set EDGE_STORAGE__DATABASE to that one. "
                + "To go on here after all, without what was written there: edge move --reopen --from THIS-URL");
        }
        if (await Find(session, Incoming) is { } incoming)
            throw new MoveException($"This database is being filled from {incoming.Peer} since {incoming.At:u}; run the same edge move again to its end.");
    }

    private static async ValueTask<bool> Exists(Session session) => session.Dialect == Dialect.Sqlite
        ? await session.Number($"select count(*) from sqlite_master where name = 'moves'") > 0
        : await session.Number($"""
            select count(*) from pg_class where relname = 'moves' and relnamespace = current_schema()::regnamespace and relkind = 'r'
            """) > 0;
}
