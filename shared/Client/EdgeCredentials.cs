using System.Net.Http.Headers;
using Edge.Shared.Signing;

namespace Edge.Shared.Client;

/// <summary>How a program proves who it is: with a key's secret, or with signatures that carry no secret.</summary>
public sealed class EdgeCredentials : IDisposable
{
    private volatile AuthenticationHeaderValue? bearer;
    private volatile SigningKey? key;

    private EdgeCredentials(AuthenticationHeaderValue? bearer, SigningKey? key, string keyId)
    {
        this.bearer = bearer;
        this.key = key;
        KeyId = keyId;
    }

    internal SigningKey? Key => key;

    internal string KeyId { get; }

    /// <summary>The secret goes with every request. Whoever reads one request has it.</summary>
    public static EdgeCredentials OfSecret(string secret) => new(Bearer(secret), null, "");

    /// <summary>Signs with the key that follows from an API key's secret (hmac-sha256); the secret stays here.</summary>
    /// <param name="keyId">The id of the API key.</param>
    public static EdgeCredentials OfSigningSecret(Guid keyId, string secret) => OfKey(keyId, new HmacKey(HmacKey.Derive(secret)));

    /// <summary>Signs with a private key whose public key the API key was issued for. Owns <paramref name="key"/>.</summary>
    public static EdgeCredentials OfKey(Guid keyId, SigningKey key) => new(null, key, keyId.ToString());

    /// <summary>
    /// Goes on with the new secret of the same API key, from the next request on; those under way end with the old one, which holds until the
    /// rotation's overlap ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">A private key signs; make new credentials with the new one.</exception>
    public void Rotate(string secret)
    {
        if (bearer is not null)
            bearer = Bearer(secret);
        else if (key is HmacKey)
            key = new HmacKey(HmacKey.Derive(secret));
        else
            throw new InvalidOperationException("These credentials have no secret.");
    }

    public void Dispose() => key?.Dispose();

    internal void Apply(HttpRequestMessage request)
    {
        if (bearer is { } current)
            request.Headers.Authorization = current;
    }

    private static AuthenticationHeaderValue Bearer(string secret) => new("Bearer", secret);

    public override string ToString() => bearer is null ? $"signing as {KeyId}" : "API key";
}
