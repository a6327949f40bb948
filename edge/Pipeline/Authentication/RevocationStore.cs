using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Authentication;

/// <summary>Ends sessions that somebody else than their own browser wants ended. The next request of each is anonymous, on every node.</summary>
internal sealed class RevocationStore(FactLog facts, CallerStore callers)
{
    /// <summary>Of the 32 of a session's hash: none guesses them, and the hash itself stays here.</summary>
    public const int HandleBytes = 16;

    // SQLite takes an offset behind a limit only.
    private const int AllOthers = 1_000_000;

    /// <summary>What names a session to people and in facts.</summary>
    public static string HandleOf(byte[] idHash) => Convert.ToHexStringLower(idHash.AsSpan(0, HandleBytes));

    /// <summary>Ends all sessions of a user, in the transaction that takes something away from the user.</summary>
    /// <param name="except">The id of the session that goes on, if one does.</param>
    /// <returns>How many have ended.</returns>
    public ValueTask<int> EndAll(Session session, Guid user, string? except = null)
    {
        var kept = except is null ? [] : callers.HashOfSession(except);
        return End(session, user, $"id_hash <> {kept}");
    }

    /// <param name="handle">16 bytes, of <see cref="HandleOf"/>.</param>
    /// <returns>Whether the user had such a session.</returns>
    public async ValueTask<bool> End(Session session, Guid user, byte[] handle) =>
        await End(session, user, (SqlText)$"substr(id_hash, 1, 16) = {handle}") > 0;

    /// <summary>Ends those of a user's sessions that were not used for the longest time.</summary>
    /// <param name="most">How many go on.</param>
    public ValueTask<int> EndIdlest(Session session, Guid user, int most) => End(session, user, $"""
        id_hash in (select id_hash from sessions where user_id = {user} order by last_seen_at desc, id_hash limit {AllOthers} offset {most})
        """);

    private async ValueTask<int> End(Session session, Guid user, SqlText which)
    {
        var ended = await session.List<EndedRow>($"delete from sessions where user_id = {user} and {which} returning id_hash");
        foreach (var row in ended)
            await facts.Append(session, new Fact("SessionRevoked", user.ToString(), $$"""{"session":"{{HandleOf(row.IdHash)}}"}"""));
        return ended.Count;
    }

    private sealed record EndedRow(byte[] IdHash) : IRow<EndedRow>
    {
        public static EndedRow Read(Columns columns) => new(columns.Bytes(0));
    }
}
