using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Caching.Warming;

/// <summary>The list of hot keys that all nodes share, in one row.</summary>
internal sealed class HotKeyStore(Database database, TimeProvider time, WarmingOptions options)
{
    /// <summary>Whatever was saved last; nothing where that cannot be read.</summary>
    public async Task<HotKeys> Load(CancellationToken cancellation)
    {
        var saved = await database.Read(session => Find(session, SqlText.Empty), cancellation);
        return saved?.ToKeys(options.Keys) ?? HotKeys.None;
    }

    /// <summary>Joins the list with what other nodes have saved.</summary>
    public Task<int> Save(HotKeys mine, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var now = time.GetUtcNow();
            var saved = await Find(session, session.RowLock);
            var joined = saved is null ? mine : mine.Beside(saved.ToKeys(options.Keys), now.ToUnixTimeMilliseconds(), options.Keys);
            var text = HotKeyText.Write(joined.Keys);
            return await session.Execute($"""
                insert into cache_hot_keys (id, saved_at, keys) values (1, {now}, {text})
                on conflict (id) do update set saved_at = {now}, keys = {text}
                """);
        },
        cancellation);

    private static ValueTask<SavedRow?> Find(Session session, SqlText rowLock) =>
        session.First<SavedRow>($"select saved_at, keys from cache_hot_keys where id = 1 {rowLock}");

    private sealed record SavedRow(long SavedAt, byte[] Keys) : IRow<SavedRow>
    {
        public static SavedRow Read(Columns columns) => new(columns.Long(0), columns.Bytes(1));

        public HotKeys ToKeys(int limit) => new(SavedAt, HotKeyText.Read(Keys, limit));
    }
}
