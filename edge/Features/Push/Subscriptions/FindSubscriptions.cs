using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>POST /api/v1/subscriptions/find: the endpoint is a secret, so that it stands in no address.</summary>
internal static class FindSubscriptions
{
    public static async Task<JsonAnswer<SubscriptionList>> Handle(
        FindSubscriptionsRequest request, SubscriptionStore store, CancellationToken cancellation) =>
        Answers.Ok(await store.Find(request.Endpoint, cancellation), WireJson.Default.SubscriptionList);
}
