using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Sessions;

/// <summary>The browsers in which the caller is signed in, the one last seen first.</summary>
internal static class ListSessions
{
    public static async Task<JsonAnswer<DeviceSessionList>> Handle(HttpContext http, SessionStore sessions, SessionCookie cookie) =>
        Answers.Ok(
            new DeviceSessionList(await sessions.List(http.Caller().User!.Value, cookie.Read(http.Request)!, http.RequestAborted)),
            WireJson.Default.DeviceSessionList);
}
