using Edge.Caching.HttpCaching;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>What a browser asks its passkeys with. Nobody says who they are before: the passkey does.</summary>
internal static class ChallengePasskeys
{
    public const string Purpose = "passkey-sign-in";

    public static JsonAnswer<PasskeyRequestOptions> Handle(HttpContext http, PasskeyCeremony ceremony) => Answers.Ok(
        new PasskeyRequestOptions(ceremony.Challenge(http, Purpose), PasskeyCeremony.TimeoutMilliseconds, ceremony.Site, [], "required"),
        WireJson.Default.PasskeyRequestOptions);
}
