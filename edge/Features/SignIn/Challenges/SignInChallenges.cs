using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Edge.Hosting;
using Edge.Pipeline.Signatures;

namespace Edge.Features.SignIn.Challenges;

/// <summary>
/// What a wallet or a passkey signs to prove that it is there now: 72 hexadecimal digits (EIP-4361 takes letters and digits only), good
/// once, for five minutes, for one purpose and in the browser that asked. They carry their own proof, so that asking writes nothing;
/// what is kept is that one was used.
/// </summary>
internal sealed class SignInChallenges(KeyedHash hash, NonceStore nonces, ChallengeCookie cookie, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int RandomBytes = 16;
    private const int StatedBytes = RandomBytes + sizeof(long);
    private const int ProofBytes = 12;

    /// <summary>Challenges are nobody's key.</summary>
    private static readonly Guid Keeper = Guid.Empty;

    /// <param name="purpose">What the signature is for: a challenge to sign in adds no wallet to a user.</param>
    public Challenge Issue(HttpContext http, string purpose)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) + Lifetime;
        Span<byte> stated = stackalloc byte[StatedBytes];
        RandomNumberGenerator.Fill(stated[..RandomBytes]);
        BinaryPrimitives.WriteInt64BigEndian(stated[RandomBytes..], expires.ToUnixTimeSeconds());
        var text = Convert.ToHexStringLower(stated);
        return new Challenge(text + ProofOf(text, purpose, cookie.Ensure(http)), expires);
    }

    /// <returns>The challenge if this browser was given it for this purpose and it is not too old; used or not, <see cref="Use"/> tells.</returns>
    public Challenge? Recognise(HttpContext http, string purpose, string nonce)
    {
        if (nonce.Length != 2 * (StatedBytes + ProofBytes) || cookie.Read(http.Request) is not { } browser)
            return null;
        var stated = nonce[..(2 * StatedBytes)];
        var proof = Encoding.ASCII.GetBytes(ProofOf(stated, purpose, browser));
        if (!CryptographicOperations.FixedTimeEquals(proof, Encoding.Latin1.GetBytes(nonce[(2 * StatedBytes)..])))
            return null;
        var expires = DateTimeOffset.FromUnixTimeSeconds(
            BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(stated).AsSpan(RandomBytes)));
        return time.GetUtcNow() < expires ? new Challenge(nonce, expires) : null;
    }

    /// <returns>Whether it was not used before, on any node.</returns>
    public Task<bool> Use(Challenge challenge, CancellationToken cancellation) =>
        nonces.Claim(Keeper, challenge.Nonce, challenge.ExpiresAt, cancellation);

    private string ProofOf(string stated, string purpose, string browser) =>
        Convert.ToHexStringLower(hash.Of("challenge", $"{purpose}\0{browser}\0{stated}").AsSpan(0, ProofBytes));
}

/// <param name="Nonce">Letters and digits only.</param>
internal sealed record Challenge(string Nonce, DateTimeOffset ExpiresAt)
{
    public DateTimeOffset IssuedAt => ExpiresAt - SignInChallenges.Lifetime;
}
