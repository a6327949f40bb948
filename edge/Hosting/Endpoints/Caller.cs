using Edge.Shared.Contracts;

namespace Edge.Hosting.Endpoints;

internal enum CallerKind
{
    Anonymous,
    Session,
    ApiKey,
}

/// <summary>Who sent the request. <paramref name="Id"/> names the session's user or the key, and scopes idempotency keys.</summary>
internal sealed record Caller(CallerKind Kind, string Id, string? Name, Role? Role, DateTimeOffset? ExpiresAt)
{
    public static readonly Caller Anonymous = new(CallerKind.Anonymous, "anonymous", null, null, null);

    /// <summary>Whose allowance it uses: its session's, since all who sign in to a role are one user; or its key's.</summary>
    public string Allowance { get; init; } = Id;

    public bool May(Permission permission) => Role is { } role && Array.IndexOf(Permissions.Of(role), permission) >= 0;
}

internal static class CallerOfRequest
{
    /// <summary>The caller that Pipeline/Authentication recognised.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>() ?? Endpoints.Caller.Anonymous;
}
