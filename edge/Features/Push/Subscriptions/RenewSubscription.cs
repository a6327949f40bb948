using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.Push.Subscriptions;

/// <summary>POST /api/v1/subscriptions/renew: a push service has given the browser another endpoint; what it was told of stays.</summary>
internal static class RenewSubscription
{
    public static async Task<NoContent> Handle(
        RenewSubscriptionRequest request, SubscriptionRules rules, SubscriptionStore store, CancellationToken cancellation)
    {
        var device = rules.DeviceOf(request.Endpoint, request.Keys);
        if (!await store.Renew(request.OldEndpoint, device, cancellation))
            throw new ProblemException(Problems.SubscriptionNotFound());
        return TypedResults.NoContent();
    }
}
