using Edge.Pipeline.Authentication;

namespace Edge.Features.SignIn.Sessions;

/// <summary>The session that a browser is about to get, with an id of the service's making, never one that the browser brought.</summary>
/// <param name="Former">The session that the browser had until now.</param>
internal sealed record NewSession(string Id, string? Former, string UserAgent)
{
    private const int MaxUserAgentLength = 256;

    public static NewSession For(HttpContext http, SessionCookie cookie)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new NewSession(
            OpaqueToken.Create(), cookie.Read(http.Request), agent.Length > MaxUserAgentLength ? agent[..MaxUserAgentLength] : agent);
    }
}
