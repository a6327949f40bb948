using System.Text.Json;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Events;

internal static class AppendEvent
{
    public static Task<Reply> Handle(
        HttpContext http, Guid id, AppendEventRequest request, IdempotentWrites writes, ShipmentStore shipments, EventStore events,
        TimeProvider time)
    {
        EventRules.Of(request, time.GetUtcNow()).Throw();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.AppendEventRequest);
        return writes.Run(http, bytes, session => Append(session, http.Caller().Organisation, id, request, shipments, events));
    }

    private static async ValueTask<Reply> Append(
        Session session, long organisation, Guid id, AppendEventRequest request, ShipmentStore shipments, EventStore events)
    {
        var before = await ShipmentStore.ById(session, organisation, id) ?? throw new ProblemException(Problems.ShipmentNotFound());
        var (outcome, told, after) = await events.Append(session, before, request);
        if (outcome == AppendOutcome.Duplicate)
            return Reply.Ok(new AppendedEvent(outcome, told.ToContract(), before.ToContract()), WireJson.Default.AppendedEvent);
        var saved = await shipments.SaveMoved(session, before, after, events: 1);
        var answer = new AppendedEvent(outcome, told.ToContract(), saved.ToContract());
        return Reply.Created(answer, WireJson.Default.AppendedEvent, $"/api/v1/shipments/{id}/events");
    }
}
