using System.Diagnostics.Metrics;

namespace Edge.Storage.Redis;

internal enum RedisFailure
{
    /// <summary>The server refused the command.</summary>
    ErrorReply,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The connection broke before the answer.</summary>
    Lost,

    /// <summary>Too much was in flight, or there was no connection.</summary>
    Refused,

    /// <summary>A subscriber was too slow and was told to forget everything.</summary>
    Overflow,
}

/// <summary>What the operator sees of the client. A command is counted when its answer comes.</summary>
internal sealed class RedisMetrics
{
    private static readonly string[] Reasons = ["error_reply", "timeout", "lost", "refused", "overflow"];

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Counter<long> errors;
    private readonly Counter<long> reconnects;
    private long answered;

    public RedisMetrics(IMeterFactory meters)
    {
        meter = meters.Create("Edge.Storage.Redis");
        duration = meter.CreateHistogram<double>(
            "edge.redis.command.duration",
            "s",
            "From queueing a command to its answer.",
            advice: new() { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] });
        errors = meter.CreateCounter<long>(
            "edge.redis.errors", "{error}", "Failures by reason: error_reply, timeout, lost, refused, overflow of a subscriber.");
        reconnects = meter.CreateCounter<long>("edge.redis.reconnects", "{connection}", "Connections after the first one.");
        meter.CreateObservableCounter(
            "edge.redis.commands", () => Interlocked.Read(ref answered), "{command}", "Commands that Redis answered.");
    }

    public void Observe(Func<int> inFlight, Func<int> connected)
    {
        meter.CreateObservableGauge("edge.redis.in_flight", inFlight, "{command}", "Commands whose answer is owed.");
        meter.CreateObservableGauge("edge.redis.connected", connected, null, "1 while commands can be sent.");
    }

    public void Answered(TimeSpan after)
    {
        Interlocked.Increment(ref answered);
        duration.Record(after.TotalSeconds);
    }

    public void Failed(RedisFailure reason) => errors.Add(1, new KeyValuePair<string, object?>("reason", Reasons[(int)reason]));

    public void Reconnected() => reconnects.Add(1);
}
