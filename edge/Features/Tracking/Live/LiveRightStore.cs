using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;

namespace Edge.Features.Tracking.Live;

/// <summary>Asks anew whether whoever listens as a signed-in caller may still do so, since a stream lasts longer than a request.</summary>
internal sealed class LiveRightStore(CallerNow callers)
{
    /// <summary>The facts that tell of a right that was taken away, or may have been. The subject is the user's id, or the key's.</summary>
    public static readonly string[] Kinds =
        ["SignedOut", "SessionRevoked", "ApiKeyRevoked", "ApiKeyRotated", "ApiKeyChanged", "UserChanged", "UserDisabled"];

    /// <returns>False when the caller of this request would now be another one, or none, or could not read shipments.</returns>
    public async ValueTask<bool> StillHolds(HttpContext http)
    {
        var then = http.Caller();
        return await callers.Of(http) is { } now
            && now.Id == then.Id && now.Organisation == then.Organisation && now.May(Permission.ShipmentsRead);
    }

    /// <summary>Whether a fact about a subject may be about this caller.</summary>
    public static bool Concerns(string subject, Caller caller) => caller.Id.EndsWith(subject, StringComparison.Ordinal);
}
