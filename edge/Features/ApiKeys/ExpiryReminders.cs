using System.Diagnostics.Metrics;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

/// <summary>
/// Says 30, 7 and 1 days before a key expires that it is to be rotated: each once, whichever node is first, by a fact and a warning.
/// </summary>
internal sealed partial class ExpiryReminders
{
    private readonly Database database;
    private readonly FactLog facts;
    private readonly TimeProvider time;
    private readonly ILogger<ExpiryReminders> log;
    private long expiring;

    public ExpiryReminders(Database database, FactLog facts, TimeProvider time, IMeterFactory meters, ILogger<ExpiryReminders> log)
    {
        (this.database, this.facts, this.time, this.log) = (database, facts, time, log);
        meters.Create("Edge.ApiKeys").CreateObservableGauge(
            "edge.api_keys.expiring", () => Interlocked.Read(ref expiring), "{key}", "API keys that expire soon and are to be rotated, as of the last hour.");
    }

    /// <returns>How many reminders this node has given.</returns>
    public async Task<int> Remind(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await database.Read(
            session => session.List<ExpiringRow>($"""
                select id, hint, name, expires_at, coalesce(lifetime, expires_at - created_at), reminded_days from api_keys
                where revoked_at is null and expires_at > {now} and expires_at <= {now.AddDays(ExpiryThresholds.First)}
                """),
            cancellation);
        var soon = 0;
        var given = 0;
        foreach (var row in rows)
        {
            if (ExpiryThresholds.Reached(row.ExpiresAt, row.Lifetime, now) is not { } days)
                continue;
            soon++;
            if (row.RemindedDays <= days || !await Tell(row, days, cancellation))
                continue;
            LogExpiring(row.Id, row.Hint, row.Name, row.ExpiresAt);
            given++;
        }
        Interlocked.Exchange(ref expiring, soon);
        return given;
    }

    // The condition makes those of several nodes one, and forgets the reminder of an expiry that was changed meanwhile.
    private async Task<bool> Tell(ExpiringRow row, int days, CancellationToken cancellation) => await database.Transaction(
        async session =>
        {
            var isFirst = await session.Execute($"""
                update api_keys set reminded_days = {days}
                where id = {row.Id} and revoked_at is null and expires_at = {row.ExpiresAt} and (reminded_days is null or reminded_days > {days})
                """) == 1;
            if (isFirst)
                await facts.Append(session, new Fact("ApiKeyExpiring", row.Id.ToString(), $$"""{"days":{{days}}}"""));
            return isFirst ? 1 : 0;
        },
        cancellation) == 1;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API key {Id} ({Hint}..., \"{Name}\") expires at {ExpiresAt}; rotate it")]
    private partial void LogExpiring(Guid id, string hint, string name, DateTimeOffset expiresAt);

    private sealed record ExpiringRow(Guid Id, string Hint, string Name, DateTimeOffset ExpiresAt, TimeSpan Lifetime, int? RemindedDays)
        : IRow<ExpiringRow>
    {
        public static ExpiringRow Read(Columns columns) => new(
            columns.Id(0), columns.Text(1), columns.Text(2), columns.Time(3), TimeSpan.FromMilliseconds(columns.Long(4)), columns.IntOrNull(5));
    }
}
