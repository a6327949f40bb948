using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Sessions;

internal static class CallerToMe
{
    public static Me ToMe(this Caller caller) => new(
        WireName.Of(caller.Kind),
        caller.Name,
        caller.Role,
        Array.ConvertAll(caller.Permissions, permission => permission.Word()),
        caller.ExpiresAt,
        User: caller.User);
}
