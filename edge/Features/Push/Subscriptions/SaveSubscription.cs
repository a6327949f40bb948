using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>
/// PUT /api/v1/subscriptions: tells a device of a parcel, for which its token suffices, or of all shipments of an organisation, for which
/// someone of it has to be signed in. Doing it again changes the statuses, the language and the quiet hours.
/// </summary>
internal static class SaveSubscription
{
    public static async Task<JsonAnswer<Subscription>> Handle(
        SaveSubscriptionRequest request, HttpContext http, SubscriptionRules rules, SubscriptionStore store, SessionCookie cookie,
        CallerStore callers, CancellationToken cancellation)
    {
        var owner = request.Scope == SubscriptionScope.Shipments
            ? new SubscriptionOwner(callers.HashOfSession(SessionOf(http, cookie)), http.Caller().Organisation)
            : null;
        var saved = await store.Save(request, rules.DeviceOf(request), owner, cancellation);
        return Answers.Ok(saved, WireJson.Default.Subscription);
    }

    // It ends with this session, so that a key of a machine, which has none, cannot make it.
    private static string SessionOf(HttpContext http, SessionCookie cookie)
    {
        var caller = http.Caller();
        if (caller.Kind != CallerKind.Session || cookie.Read(http.Request) is not { } id)
            throw new ProblemException(Problems.Unauthorized());
        if (!caller.May(Permission.ShipmentsRead))
            throw new ProblemException(Problems.Forbidden(Permission.ShipmentsRead));
        return id;
    }
}
