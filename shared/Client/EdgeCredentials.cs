using System.Net.Http.Headers;
using Edge.Shared.Signing;

namespace Edge.Shared.Client;

/// <summary>How a program proves who it is: with a key's secret, or with signatures that carry no secret.</summary>
public sealed class EdgeCredentials : IDisposable
{
    private readonly AuthenticationHeaderValue? bearer;

    private EdgeCredentials(AuthenticationHeaderValue? bearer, SigningKey? key, string keyId)
    {
        this.bearer = bearer;
        Key = key;
        KeyId = keyId;
    }

    internal SigningKey? Key { get; }

    internal string KeyId { get; }

    /// <summary>The secret goes with every request. Whoever reads one request has it.</summary>
    public static EdgeCredentials OfSecret(string secret) => new(new AuthenticationHeaderValue("Bearer", secret), null, "");

    /// <summary>Signs with the key that follows from an API key's secret (hmac-sha256); the secret stays here.</summary>
    /// <param name="keyId">The id of the API key.</param>
    public static EdgeCredentials OfSigningSecret(Guid keyId, string secret) => OfKey(keyId, new HmacKey(HmacKey.Derive(secret)));

    /// <summary>Signs with a private key whose public key the API key was issued for. Owns <paramref name="key"/>.</summary>
    public static EdgeCredentials OfKey(Guid keyId, SigningKey key) => new(null, key, keyId.ToString());

    public void Dispose() => Key?.Dispose();

    internal void Apply(HttpRequestMessage request)
    {
        if (bearer is not null)
            request.Headers.Authorization = bearer;
    }

    public override string ToString() => bearer is null ? $"signing as {KeyId}" : "API key";
}
