using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Live;

/// <summary>Asks anew whether whoever listens as a signed-in caller may still do so, since a stream lasts longer than a request.</summary>
internal sealed class LiveRightStore(Database database, CallerStore callers, SessionCookie cookie, TimeProvider time)
{
    /// <summary>The facts that tell of a right that was taken away, or may have been. The subject is the user's id, or the key's.</summary>
    public static readonly string[] Kinds =
        ["SignedOut", "SessionRevoked", "ApiKeyRevoked", "ApiKeyRotated", "UserChanged", "UserDisabled"];

    /// <returns>False when the caller of this request would now be another one, or none, or could not read shipments.</returns>
    public async ValueTask<bool> StillHolds(HttpContext http)
    {
        var then = http.Caller();
        return then.Kind == CallerKind.ApiKey
            ? await HasKey(then, http.RequestAborted)
            : cookie.Read(http.Request) is { } id
                && await callers.FindSession(id, http.RequestAborted) is { } now
                && now.Id == then.Id && now.Organisation == then.Organisation && now.May(Permission.ShipmentsRead);
    }

    /// <summary>Whether a fact of one of <see cref="Kinds"/> may be about this caller. Keys are few: any of their facts is about all of them.</summary>
    public static bool Concerns(string kind, string subject, Caller caller) => caller.Kind == CallerKind.ApiKey
        ? kind.StartsWith("ApiKey", StringComparison.Ordinal)
        : caller.Id.EndsWith(subject, StringComparison.Ordinal);

    // By its id, as a signed request shows no key. From the primary: what was taken away is gone there first.
    private async ValueTask<bool> HasKey(Caller key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Guid.Parse(key.Id.AsSpan(key.Id.IndexOf(':') + 1));
        return await database.First<HeldKey>(
            $"""
            select id from api_keys
            where id = {id} and organisation = {key.Organisation} and revoked_at is null and (expires_at is null or expires_at > {now})
            """,
            cancellation) is not null;
    }

    private sealed record HeldKey(Guid Id) : IRow<HeldKey>
    {
        public static HeldKey Read(Columns columns) => new(columns.Id(0));
    }
}
