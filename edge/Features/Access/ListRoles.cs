using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Access;

/// <summary>What each role allows in the caller's organisation.</summary>
internal static class ListRoles
{
    public static JsonAnswer<RoleList> Handle(HttpContext http)
    {
        var organisation = http.Caller().Organisation;
        return Answers.Ok(
            new RoleList([.. Array.ConvertAll(
                Enum.GetValues<Role>(),
                role => new RoleRights(role, Array.ConvertAll(Permissions.Of(role, organisation), permission => permission.Word())))]),
            WireJson.Default.RoleList);
    }
}
