namespace Edge.Shared.Contracts;

/// <summary>Whose shipments, keys and users are whose: nothing of one organisation exists for another.</summary>
/// <param name="Users">How many users it has who may sign in.</param>
/// <param name="IsEntered">Whether an administrator of it has signed in; from then on it looks after its own users.</param>
public sealed record Organisation(Guid Id, string Name, DateTimeOffset CreatedAt, int Users, bool IsEntered);

/// <summary>All organisations, the oldest first: that of the installation.</summary>
public sealed record OrganisationList(IReadOnlyList<Organisation> Items);

/// <param name="Name">1 to 100 characters.</param>
/// <param name="Administrator">The name of its first administrator, 1 to 100 characters.</param>
public sealed record CreateOrganisationRequest(string Name, string Administrator);

public sealed record RenameOrganisationRequest(string Name);

/// <summary>A new organisation, and the link to hand over to its first administrator.</summary>
public sealed record AddedOrganisation(Organisation Organisation, IssuedSignInLink SignInLink);

/// <summary>The caller's own organisation.</summary>
public sealed record OwnOrganisation(Guid Id, string Name);
