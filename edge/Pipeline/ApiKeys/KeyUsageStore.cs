using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Pipeline.ApiKeys;

/// <summary>Adds up the use of keys over nodes and days.</summary>
internal sealed class KeyUsageStore(Database database, KeyUsage usage, TimeProvider time)
{
    private const int KeysPerTransaction = 100;
    private const int KeptDays = 400;
    private static readonly long SeenPrecision = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    /// <summary>Writes down what this node has counted since the last time; what cannot be written is kept for the next one.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be written.</exception>
    public async Task Flush()
    {
        var uses = usage.Take();
        for (var written = 0; written < uses.Count; written += KeysPerTransaction)
        {
            var some = uses.GetRange(written, Math.Min(KeysPerTransaction, uses.Count - written));
            try
            {
                await Write(some);
            }
            catch (StorageUnavailableException)
            {
                usage.GiveBack(uses.Skip(written));
                throw;
            }
        }
    }

    /// <summary>Forgets days that nobody asks for any more.</summary>
    public Task<int> Prune(CancellationToken cancellation) =>
        database.Write($"delete from api_key_usage where day < {KeyCalendar.DayOf(time.GetUtcNow()) - KeptDays}", cancellation);

    private Task<int> Write(List<CountedUse> uses)
    {
        var statements = new List<SqlText>(uses.Count * 2);
        foreach (var use in uses)
            statements.Add(OfKey(use));
        foreach (var use in uses)
        {
            use.Routes.Sort(static (one, other) => one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Route, other.Route));
            foreach (var count in use.Routes)
                statements.Add(OfRoute(use.Key, count));
        }
        return database.Transaction(async session => (await session.ExecuteEach(statements)).Length);
    }

    // Of two nodes around midnight the one that is behind must not begin the old month again.
    private static SqlText OfKey(CountedUse use)
    {
        var seen = use.LastUsedAt.ToUnixTimeMilliseconds() / SeenPrecision * SeenPrecision;
        return $"""
            update api_keys set
                last_used_at = case when last_used_at > {seen} then last_used_at else {seen} end,
                month_requests = case when month > {use.Month} then month_requests when month = {use.Month} then month_requests + {use.MonthRequests}
                    else {use.MonthRequests} end,
                month = case when month > {use.Month} then month else {use.Month} end
            where id = {use.Key}
            """;
    }

    private static SqlText OfRoute(Guid key, RouteCount count) => $"""
        insert into api_key_usage (key_id, day, route, requests, refused) values ({key}, {count.Day}, {count.Route}, {count.Requests}, {count.Refused})
        on conflict (key_id, day, route) do update set
            requests = api_key_usage.requests + excluded.requests, refused = api_key_usage.refused + excluded.refused
        """;
}
