using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>What a user or a key may do: a viewer reads, a driver also tells events, an operator also keeps shipments, an administrator also lets others in.</summary>
[JsonConverter(typeof(WireEnum<Role>))]
public enum Role
{
    Viewer,
    Driver,
    Operator,
    Admin,
}

/// <summary>Exchanges the one-time token of a sign-in link for a session cookie.</summary>
public sealed record SignInRequest(string Token);

/// <summary>Who the caller is. <paramref name="Via"/> is "session", "api_key" or "anonymous".</summary>
/// <param name="Organisation">The one that the caller belongs to; absent for an anonymous one.</param>
/// <param name="User">The id of who has signed in; absent for a key.</param>
public sealed record Me(
    string Via, string? Name, Role? Role, IReadOnlyList<string> Permissions, DateTimeOffset? ExpiresAt, OwnOrganisation? Organisation = null,
    Guid? User = null);
