using System.Buffers.Text;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>What a browser makes a passkey of the caller's from. It has to be one that needs no name to sign in, and checks who uses it.</summary>
internal static class ChallengeNewPasskey
{
    private const string Product = "Edge";
    private const string Type = "public-key";

    // Whoever asks has to be who adds: browsers are shared.
    public static string PurposeOf(Guid user) => $"passkey-add:{user}";

    public static async Task<JsonAnswer<PasskeyCreationOptions>> Handle(HttpContext http, PasskeyCeremony ceremony, PasskeyStore passkeys)
    {
        var caller = http.Caller();
        var user = caller.User!.Value;
        var name = caller.Name ?? Product;
        var known = await passkeys.List(user, http.RequestAborted);
        return Answers.Ok(
            new PasskeyCreationOptions(
                new PasskeySite(ceremony.Site, Product),
                new PasskeyUser(Base64Url.EncodeToString(user.ToByteArray(bigEndian: true)), name, name),
                ceremony.Challenge(http, PurposeOf(user)),
                [new PasskeyAlgorithm(Type, CosePublicKey.EdDsa), new PasskeyAlgorithm(Type, CosePublicKey.Es256)],
                PasskeyCeremony.TimeoutMilliseconds,
                known.ConvertAll(row => new PasskeyDescriptor(Type, Base64Url.EncodeToString(row.CredentialId), row.Passkey.Transports)),
                new PasskeySelection("required", true, "required"),
                "none"),
            WireJson.Default.PasskeyCreationOptions);
    }
}
