using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn;

internal static class CallerToMe
{
    public static Me ToMe(this Caller caller) => new(
        WireName.Of(caller.Kind),
        caller.Name,
        caller.Role,
        caller.Role is { } role ? Array.ConvertAll(Permissions.Of(role), permission => permission.Word()) : [],
        caller.ExpiresAt);
}
