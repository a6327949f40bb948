using System.Diagnostics.Metrics;

namespace Edge.Features.ApiKeys;

/// <summary>
/// Says 30, 7 and 1 days before a key expires that it is to be rotated: each once, whichever node is first, by a fact and a warning.
/// </summary>
internal sealed partial class ExpiryReminders
{
    private readonly ExpiryReminderStore store;
    private readonly TimeProvider time;
    private readonly ILogger<ExpiryReminders> log;
    private long expiring;

    public ExpiryReminders(ExpiryReminderStore store, TimeProvider time, IMeterFactory meters, ILogger<ExpiryReminders> log)
    {
        (this.store, this.time, this.log) = (store, time, log);
        meters.Create("Edge.ApiKeys").CreateObservableGauge(
            "edge.api_keys.expiring", () => Interlocked.Read(ref expiring), "{key}", "API keys that expire soon and are to be rotated, as of the last hour.");
    }

    public async Task Remind(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var soon = 0;
        foreach (var key in await store.Expiring(now, cancellation))
        {
            if (ExpiryThresholds.Reached(key.ExpiresAt, key.Lifetime, now) is not { } days)
                continue;
            soon++;
            if (!(key.RemindedDays <= days) && await store.Tell(key, days, cancellation))
                LogExpiring(key.Id, key.Hint, key.Name, key.ExpiresAt);
        }
        Interlocked.Exchange(ref expiring, soon);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API key {Id} ({Hint}..., \"{Name}\") expires at {ExpiresAt}; rotate it")]
    private partial void LogExpiring(Guid id, string hint, string name, DateTimeOffset expiresAt);
}
