using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.Push.Subscriptions;

/// <summary>POST /api/v1/subscriptions/remove: the way back, which never fails for want of something to end.</summary>
internal static class RemoveSubscriptions
{
    public static async Task<NoContent> Handle(RemoveSubscriptionsRequest request, SubscriptionStore store, CancellationToken cancellation)
    {
        await store.Remove(request, cancellation);
        return TypedResults.NoContent();
    }
}
