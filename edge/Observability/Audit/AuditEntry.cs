using Edge.Hosting.Endpoints;

namespace Edge.Observability.Audit;

/// <summary>Something a caller did that others may ask about later.</summary>
/// <param name="Action">Past tense, as facts are: <c>CacheTuned</c>.</param>
/// <param name="Subject">What it was done to: a kind and a name, <c>cache:memory</c>.</param>
/// <param name="Before">What held before, as text; null where nothing did.</param>
/// <param name="Details">A JSON object: why, or with what evidence. No secrets, no personal data.</param>
internal sealed record AuditEntry(
    Guid Id, DateTimeOffset At, Caller Caller, string Action, string Subject, string? Before, string? After, string Details = "{}")
{
    /// <summary>The caller in the words of lists.</summary>
    public string CallerName => Caller.Name ?? Caller.Id;
}
