using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access.Users;

/// <summary>The passkeys and wallets with which a user signs in, the newest first.</summary>
internal static class ListWaysIn
{
    public static async Task<JsonAnswer<UserWayInList>> Handle(Guid id, HttpContext http, WayInStore ways, CancellationToken cancellation) =>
        Answers.Ok(await ways.List(http.Caller().Organisation, id, cancellation), WireJson.Default.UserWayInList);
}
