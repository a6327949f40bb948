using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Events;

/// <summary>
/// The times between which all events of a shipment happened, both included. Where events are divided by time (PostgreSQL), a statement
/// that names them reads no other parts.
/// </summary>
internal sealed record EventSpan(DateTimeOffset From, DateTimeOffset Through)
{
    public static EventSpan With(EventSpan? span, DateTimeOffset moment)
    {
        if (span is null)
            return new EventSpan(moment, moment);
        return moment < span.From ? span with { From = moment } : moment > span.Through ? span with { Through = moment } : span;
    }

    /// <summary>The condition on events of a table or alias <c>e</c>; none while nothing is known.</summary>
    public static SqlText Condition(EventSpan? span)
    {
        if (span is null)
            return SqlText.Empty;
        return $" and e.event_time >= {span.From} and e.event_time <= {span.Through}";
    }
}
