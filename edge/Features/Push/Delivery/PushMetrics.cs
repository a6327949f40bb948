using System.Diagnostics.Metrics;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Delivery;

/// <summary>What the operator sees of notifications.</summary>
internal sealed class PushMetrics
{
    private readonly Counter<long> tries;
    private readonly Histogram<double> delay;

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Edge.Push");
        tries = meter.CreateCounter<long>(
            "edge.push.messages", "{message}", "Notifications by push service and outcome: delivered, gone, refused, expired, retried, held.");
        delay = meter.CreateHistogram<double>("edge.push.delay", "s", "From a change to the push service's word that it has the notification.");
    }

    public void Count(Settled one, DateTimeOffset now)
    {
        var service = new KeyValuePair<string, object?>("service", one.Service);
        tries.Add(1, service, new("outcome", WireName.Of(one.Outcome)));
        if (one.Outcome == Outcome.Delivered)
            delay.Record((now - one.Message.ToldAt).TotalSeconds, service);
    }
}
