using Edge.Hosting;
using Edge.Pipeline.Authentication;

namespace Edge.Features.SignIn.Challenges;

/// <summary>Tells the browser that asked for a challenge from any other: what it signs is of no use elsewhere.</summary>
internal sealed class ChallengeCookie(HostingOptions hosting)
{
    private string Name => hosting.PlainCookies ? "edge-challenge" : "__Host-edge-challenge";

    /// <returns>The browser's own secret, or null when it has none of our making.</returns>
    public string? Read(HttpRequest request) => OpaqueToken.IsWellFormed(request.Cookies[Name]) ? request.Cookies[Name] : null;

    /// <returns>The secret that the browser has, or from now on has.</returns>
    public string Ensure(HttpContext http)
    {
        var secret = Read(http.Request) ?? OpaqueToken.Create();
        http.Response.Cookies.Append(Name, secret, new CookieOptions
        {
            HttpOnly = true,
            Secure = !hosting.PlainCookies,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = SignInChallenges.Lifetime,
        });
        return secret;
    }
}
