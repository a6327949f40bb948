using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

internal sealed record ExpiringKey(Guid Id, string Hint, string Name, DateTimeOffset ExpiresAt, TimeSpan Lifetime, int? RemindedDays) : IRow<ExpiringKey>
{
    public static ExpiringKey Read(Columns columns) => new(
        columns.Id(0), columns.Text(1), columns.Text(2), columns.Time(3), TimeSpan.FromMilliseconds(columns.Long(4)), columns.IntOrNull(5));
}

/// <summary>Which keys expire, and which reminder was given last of each.</summary>
internal sealed class ExpiryReminderStore(Database database, FactLog facts)
{
    public ValueTask<List<ExpiringKey>> Expiring(DateTimeOffset now, CancellationToken cancellation) => database.Read(
        session => session.List<ExpiringKey>($"""
            select id, hint, name, expires_at, coalesce(lifetime, expires_at - created_at), reminded_days from api_keys
            where revoked_at is null and expires_at > {now} and expires_at <= {now.AddDays(ExpiryThresholds.First)}
            """),
        cancellation);

    /// <summary>
    /// Appends the fact of a reminder. The condition makes those of several nodes one, and leaves out that of an expiry which was changed
    /// meanwhile.
    /// </summary>
    /// <returns>Whether nobody had.</returns>
    public async Task<bool> Tell(ExpiringKey key, int days, CancellationToken cancellation) => await database.Transaction(
        async session =>
        {
            var told = await session.Execute($"""
                update api_keys set reminded_days = {days}
                where id = {key.Id} and revoked_at is null and expires_at = {key.ExpiresAt} and (reminded_days is null or reminded_days > {days})
                """);
            if (told == 1)
                await facts.Append(session, new Fact("ApiKeyExpiring", key.Id.ToString(), $$"""{"days":{{days}}}"""));
            return told;
        },
        cancellation) == 1;
}
