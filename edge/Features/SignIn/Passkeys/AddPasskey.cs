using Edge.Caching.HttpCaching;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>Adds a passkey to the caller's, and gives the session a new id.</summary>
internal static class AddPasskey
{
    private const string Unnamed = "Passkey";

    public static async Task<JsonAnswer<Passkey>> Handle(
        AddPasskeyRequest request, HttpContext http, PasskeyCeremony ceremony, PasskeyStore passkeys, SessionCookie cookie)
    {
        var user = http.Caller().User!.Value;
        var renewed = NewSession.For(http, cookie);
        var name = request.Name is null ? UserAgentWords.Of(renewed.UserAgent).Together ?? Unnamed : Names.Checked(request.Name);
        var made = await Register(request.Credential, http, ceremony, user);
        var added = await passkeys.Add(user, name, made, renewed, http.RequestAborted);
        cookie.Send(http.Response, renewed.Id);
        return Answers.Created(added, WireJson.Default.Passkey, $"/api/v1/session/passkeys/{added.Id}");
    }

    private static async Task<NewPasskey> Register(PasskeyRegistration said, HttpContext http, PasskeyCeremony ceremony, Guid user)
    {
        try
        {
            return await ceremony.Register(http, ChallengeNewPasskey.PurposeOf(user), said);
        }
        catch (PasskeyFormatException)
        {
            throw new ProblemException(Problems.PasskeyUnusable());
        }
    }
}
