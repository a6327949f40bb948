using Edge.Hosting;
using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.Authorization;

/// <summary>Lets a request through to its endpoint when the endpoint's rule allows the caller. No rule, no way.</summary>
internal sealed class AuthorizationMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var refusal = http.GetEndpoint() switch
        {
            null => Problems.NotFound(),
            RouteEndpoint endpoint => Refusal(http, endpoint.Metadata),
            _ => null, // made by routing to refuse the method (405, with Allow) or the media type (415)
        };
        return refusal is null ? next(http) : refusal.ExecuteAsync(http);
    }

    private static Problem? Refusal(HttpContext http, EndpointMetadataCollection metadata)
    {
        // Each listener shows its own routes only; on the other one they do not exist.
        if (AdminListener.Accepted(http) != (metadata.GetMetadata<AdminOnly>() is not null))
            return Problems.NotFound();
        if (metadata.GetMetadata<AccessRule>() is not { } rule)
            return Problems.NoAccessRule();
        if (rule is { Permission: null, NeedsSession: false })
            return null;
        var caller = http.Caller();
        if (caller.Kind == CallerKind.Anonymous)
            return Problems.Unauthorized();
        if (rule.NeedsSession && caller.Kind != CallerKind.Session)
            return Problems.SessionNeeded();
        return rule.Permission is not { } permission || caller.May(permission) ? null : Problems.Forbidden(permission);
    }
}
