using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Edge.Features.SignIn.Challenges;
using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>
/// Holds what a browser and a passkey say against what was asked of them: WebAuthn level 3, sections 7.1 (a new passkey) and 7.2 (one that
/// signs in). The numbers of steps in the comments are those of these sections.
/// </summary>
internal sealed class PasskeyCeremony(HostingOptions hosting, SignInChallenges challenges)
{
    private const string CredentialType = "public-key";

    // A browser writes the origin of a page with the host's ASCII form, and without the port where it is the scheme's own.
    private readonly string origin = new UriBuilder(hosting.Origin()) { Host = hosting.Origin().IdnHost }.Uri.GetLeftPart(UriPartial.Authority);
    private readonly byte[] siteHash = SHA256.HashData(Encoding.ASCII.GetBytes(hosting.Origin().IdnHost));

    /// <summary>The host that passkeys are for (RP ID).</summary>
    public string Site { get; } = hosting.Origin().IdnHost;

    public static int TimeoutMilliseconds => (int)SignInChallenges.Lifetime.TotalMilliseconds;

    public string Challenge(HttpContext http, string purpose) =>
        Base64Url.EncodeToString(Convert.FromHexString(challenges.Issue(http, purpose).Nonce));

    /// <summary>Section 7.1.</summary>
    /// <exception cref="PasskeyFormatException">It is not what was asked for.</exception>
    /// <exception cref="ProblemException">The challenge is not valid any more.</exception>
    public async Task<NewPasskey> Register(HttpContext http, string purpose, PasskeyRegistration said)
    {
        var client = ReadClientData(said.Type, said.Response.ClientData, ClientData.Create); // 5 to 11
        var data = AuthenticatorData.ReadAttestation(Decode(said.Response.AttestationObject)); // 12, 13
        Check(data); // 14 to 19
        if (data.Attested is not { } made || !Decode(said.Id).AsSpan().SequenceEqual(made.Id)) // 20, 25
            throw new PasskeyFormatException("There is no new passkey, or one of another id.");
        await UseUp(http, purpose, client.Challenge);
        return new NewPasskey(
            made.Id, made.Key, data.SignCount, TransportWords.Kept(said.Response.Transports), data.IsBackupEligible, data.IsBackedUp);
    }

    /// <summary>Section 7.2, up to what needs to be kept of the passkey: its counter is for the transaction to look at (22).</summary>
    /// <exception cref="PasskeyFormatException">It is not what was asked for, or not of this passkey.</exception>
    /// <exception cref="ProblemException">The challenge is not valid any more.</exception>
    public async Task<AuthenticatorData> Assert(HttpContext http, string purpose, PasskeyAssertion said, PasskeyRow known)
    {
        var client = ReadClientData(said.Type, said.Response.ClientData, ClientData.Get); // 8 to 13
        var bytes = Decode(said.Response.AuthenticatorData);
        var data = AuthenticatorData.Read(bytes);
        Check(data); // 14 to 18
        if (data.IsBackupEligible != known.IsBackupEligible)
            throw new PasskeyFormatException("A passkey does not become one that is synced, or the other way round.");
        var isOwner = Decode(said.Response.UserHandle ?? "").AsSpan().SequenceEqual(known.User.Id.ToByteArray(bigEndian: true)); // 6
        byte[] signed = [.. bytes, .. SHA256.HashData(Decode(said.Response.ClientData))]; // 20
        if (!isOwner || !known.Key.Verify(signed, Decode(said.Response.Signature))) // 21
            throw new PasskeyFormatException("It is not signed by the passkey that it names, or not of that one's user.");
        await UseUp(http, purpose, client.Challenge);
        return data;
    }

    /// <exception cref="PasskeyFormatException">It is not base64url.</exception>
    public static byte[] Decode(string text) =>
        Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : throw new PasskeyFormatException("It is not base64url.");

    private ClientData ReadClientData(string credentialType, string said, string type)
    {
        var client = ClientData.Read(Decode(said));
        if (credentialType != CredentialType || client.Type != type)
            throw new PasskeyFormatException("It was asked for something else.");
        return client.Origin == origin && !client.IsEmbedded ? client : throw new PasskeyFormatException("It was asked by another site, or in a frame.");
    }

    private void Check(AuthenticatorData data)
    {
        if (!data.SiteHash.AsSpan().SequenceEqual(siteHash))
            throw new PasskeyFormatException("It is of another site.");
        if (!data.Flags.HasFlag(AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified))
            throw new PasskeyFormatException("Nobody was there, or nobody was checked.");
        if (data is { IsBackedUp: true, IsBackupEligible: false })
            throw new PasskeyFormatException("There is a copy of what cannot be copied.");
    }

    // The last check: what is refused before leaves the challenge to be used by who it was given to.
    private async Task UseUp(HttpContext http, string purpose, string said)
    {
        var nonce = Convert.ToHexStringLower(Decode(said));
        if (challenges.Recognise(http, purpose, nonce) is not { } challenge || !await challenges.Use(challenge, http.RequestAborted))
            throw new ProblemException(Problems.ChallengeInvalid());
    }
}
