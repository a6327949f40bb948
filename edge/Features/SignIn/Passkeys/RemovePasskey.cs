using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>Takes one of the caller's passkeys away, and gives the session a new id.</summary>
internal static class RemovePasskey
{
    public static async Task<NoContent> Handle(Guid id, HttpContext http, PasskeyStore passkeys, SessionCookie cookie)
    {
        var renewed = NewSession.For(http, cookie);
        await passkeys.Remove(http.Caller().User!.Value, id, renewed, http.RequestAborted);
        cookie.Send(http.Response, renewed.Id);
        return TypedResults.NoContent();
    }
}
