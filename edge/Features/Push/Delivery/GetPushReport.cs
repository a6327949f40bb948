using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Delivery;

/// <summary>GET /api/v1/admin/subscriptions: who is subscribed, what waits, what became of what was sent.</summary>
internal static class GetPushReport
{
    public static async Task<JsonAnswer<PushReport>> Handle(MessageStore store, CancellationToken cancellation) =>
        Answers.Ok(await store.Report(cancellation), WireJson.Default.PushReport);
}
