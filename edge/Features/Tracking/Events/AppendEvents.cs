using System.Text.Json;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Events;

internal static class AppendEvents
{
    private const int ItemsAtMost = 1000;

    public static Task<Reply> Handle(
        HttpContext http, AppendEventsRequest request, IdempotentWrites writes, EventBatches batches)
    {
        if (request.Items.Count is 0 or > ItemsAtMost)
            throw new ProblemException(Problems.Invalid(new Dictionary<string, string[]> { ["items"] = [$"1 to {ItemsAtMost} items."] }));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.AppendEventsRequest);
        return writes.Run(http, bytes, session => Append(session, http.Caller().Organisation, request, batches));
    }

    private static async ValueTask<Reply> Append(Session session, long organisation, AppendEventsRequest request, EventBatches batches)
    {
        var results = await batches.Append(session, organisation, request.Items);
        var answer = new AppendEventsResponse(
            results.Count(result => result.Outcome == AppendOutcome.Appended),
            results.Count(result => result.Outcome == AppendOutcome.Duplicate),
            results.Count(result => result.Outcome == AppendOutcome.Rejected),
            results);
        return Reply.Ok(answer, WireJson.Default.AppendEventsResponse);
    }
}
