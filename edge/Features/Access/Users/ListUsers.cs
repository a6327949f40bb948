using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Access.Users;

/// <summary>The users of the caller's organisation by their names, the disabled ones too.</summary>
internal static class ListUsers
{
    public static async Task<JsonAnswer<UserList>> Handle(HttpContext http, Database database, UserStore users, CancellationToken cancellation)
    {
        var rows = await database.Read(session => users.List(session, http.Caller().Organisation), cancellation);
        return Answers.Ok(new UserList(rows.ConvertAll(row => row.ToContract())), WireJson.Default.UserList);
    }
}
