namespace Edge.Shared.Contracts;

/// <summary>Somebody who signs in.</summary>
/// <param name="Version">Counts the changes; If-Match of the next one names it.</param>
/// <param name="SignedInAt">The last time; absent until the first.</param>
/// <param name="DisabledAt">Since then they cannot sign in; absent while they can.</param>
/// <param name="Sessions">In how many browsers they are signed in now.</param>
public sealed record User(
    Guid Id, string Name, Role Role, long Version, DateTimeOffset CreatedAt, DateTimeOffset? SignedInAt, DateTimeOffset? DisabledAt, int Sessions);

/// <summary>The users of an organisation by their names.</summary>
public sealed record UserList(IReadOnlyList<User> Items);

/// <param name="Name">1 to 100 characters; several users may have the same.</param>
public sealed record CreateUserRequest(string Name, Role Role);

/// <summary>Replaces name and role. Another role ends the user's sessions.</summary>
public sealed record UpdateUserRequest(string Name, Role Role);

/// <summary>A link that signs in once, whoever opens it first; it is never shown again.</summary>
public sealed record IssuedSignInLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>A new user, and the link to hand over to them.</summary>
public sealed record AddedUser(User User, IssuedSignInLink SignInLink);

/// <summary>What the users of a role may do in the caller's organisation.</summary>
/// <param name="Permissions">noun:verb, as <c>shipments:read</c>.</param>
public sealed record RoleRights(Role Role, IReadOnlyList<string> Permissions);

/// <summary>The role that may least comes first.</summary>
public sealed record RoleList(IReadOnlyList<RoleRights> Items);
