using Edge.Caching.HttpCaching;
using Edge.Features.Push.Vapid;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>GET /api/v1/subscriptions/key: what a browser subscribes with.</summary>
internal static class GetSubscriptionKey
{
    public static async Task<JsonAnswer<SubscriptionKey>> Handle(VapidKeyStore keys, CancellationToken cancellation) =>
        Answers.Ok(new SubscriptionKey((await keys.Get(cancellation)).PublicKey), WireJson.Default.SubscriptionKey);
}
