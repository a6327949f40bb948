using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access;

/// <summary>
/// Nobody lets others do what they may not do themselves. A role that manages users may do all that its organisation's users can; a key
/// whose scopes leave some of it out would get it back as a user of its own making.
/// </summary>
internal static class Grants
{
    /// <exception cref="ProblemException">The caller lacks something that the role brings.</exception>
    public static void Check(Caller caller, Role role)
    {
        foreach (var permission in Permissions.Of(role, caller.Organisation))
        {
            if (!caller.May(permission))
                throw new ProblemException(Problems.Forbidden(permission));
        }
    }
}
