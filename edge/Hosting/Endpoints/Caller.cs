using Edge.Shared.Contracts;

namespace Edge.Hosting.Endpoints;

internal enum CallerKind
{
    Anonymous,
    Session,
    ApiKey,
}

/// <summary>Who sent the request. <paramref name="Id"/> names the session's user or the key, and scopes idempotency keys.</summary>
/// <param name="Organisation">The number of the organisation that the caller belongs to; nothing of another one exists for it.</param>
internal sealed record Caller(CallerKind Kind, string Id, string? Name, Role? Role, long Organisation, DateTimeOffset? ExpiresAt)
{
    public static readonly Caller Anonymous = new(CallerKind.Anonymous, "anonymous", null, null, Organisations.None, null);

    /// <summary>Whose allowance it uses: its session's, since people may share a user; or its key's.</summary>
    public string Allowance { get; init; } = Id;

    /// <summary>What its role allows in its organisation.</summary>
    public Permission[] Permissions { get; init; } = Role is { } role ? Endpoints.Permissions.Of(role, Organisation) : [];

    /// <summary>Of an API key; null for anyone else, who has none.</summary>
    public KeyBounds? Bounds { get; init; }

    /// <summary>The user who has signed in; null for anyone else.</summary>
    public Guid? User => Kind == CallerKind.Session ? Guid.Parse(Id.AsSpan("user:".Length)) : null;

    public bool May(Permission permission) => Array.IndexOf(Permissions, permission) >= 0;
}

internal static class CallerOfRequest
{
    /// <summary>The caller that Pipeline/Authentication recognised.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.Get<Caller>() ?? Endpoints.Caller.Anonymous;
}
