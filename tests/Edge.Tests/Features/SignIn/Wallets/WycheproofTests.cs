using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Edge.Features.SignIn.Wallets;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Tests.Baselines;

namespace Edge.Tests.Features.SignIn.Wallets;

/// <summary>
/// The vectors of Project Wycheproof, https://github.com/C2SP/wycheproof (Apache License 2.0): ed25519_test.json as of commit 00de17e and
/// ecdsa_secp256k1_sha256_p1363_test.json as of 2f387d2. A line has id, result, key, message and signature, "-" for none. The key of an
/// ECDSA signature is recovered, as wallets' are, and compared.
/// </summary>
public sealed class WycheproofTests
{
    private const string Folder = "tests/Edge.Tests/Features/SignIn/Wallets";

    private static readonly BigInteger Order =
        BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The one valid signature whose r is not the x of a point but x less the order. Nobody meets such a point who does not look for it (one in
    // 2^127), and wallets have no id of recovery for it.
    private const int BeyondTheOrder = 115;

    [Fact]
    public void Ed25519_takes_the_valid_signatures_and_no_other()
    {
        var vectors = Read("wycheproof-ed25519.tsv");

        Assert.Equal(Enumerable.Range(1, 151), vectors.Select(vector => vector.Id));
        Assert.All(vectors, vector =>
        {
            using var key = SigningKey.FromPublicBytes(SignatureAlgorithm.Ed25519, vector.Key);
            Assert.Equal(vector.IsValid, key.Verify(vector.Message, vector.Signature));
        });
    }

    [Fact]
    public void Ecdsa_finds_the_key_of_the_valid_signatures_and_of_no_other()
    {
        var vectors = Read("wycheproof-secp256k1.tsv");

        Assert.Equal(Enumerable.Range(1, 242), vectors.Select(vector => vector.Id));
        Assert.All(vectors, vector => Assert.Equal(vector.IsValid && vector.Id != BeyondTheOrder, IsOfItsKey(vector)));
    }

    // Of the two values of s that are as good as one another only the smaller is taken; so a valid vector with the greater is tried as its twin.
    private static bool IsOfItsKey(Vector vector)
    {
        var hash = SHA256.HashData(vector.Message);
        if (vector.Signature.Length == Secp256k1.SignatureBytes
            && new BigInteger(vector.Signature.AsSpan(32), isUnsigned: true, isBigEndian: true) is var s && s > Order / 2 && s < Order)
        {
            Assert.False(IsRecovered(vector, hash, vector.Signature));
            var twin = new byte[32];
            var bytes = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
            bytes.CopyTo(twin, twin.Length - bytes.Length);
            return IsRecovered(vector, hash, [.. vector.Signature[..32], .. twin]);
        }
        return IsRecovered(vector, hash, vector.Signature);
    }

    private static bool IsRecovered(Vector vector, byte[] hash, byte[] signature) =>
        Secp256k1.Recover(hash, signature, isOdd: false).AsSpan().SequenceEqual(vector.Key.AsSpan(1))
        || Secp256k1.Recover(hash, signature, isOdd: true).AsSpan().SequenceEqual(vector.Key.AsSpan(1));

    private static List<Vector> Read(string name) => File.ReadLines(Path.Combine(Baseline.RepositoryRoot, Folder, name)).Select(Vector.Read).ToList();

    private sealed record Vector(int Id, bool IsValid, byte[] Key, byte[] Message, byte[] Signature)
    {
        public static Vector Read(string line)
        {
            var fields = line.Split('\t');
            Assert.Equal(5, fields.Length);
            return new Vector(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1] == "valid", Hex(fields[2]), Hex(fields[3]), Hex(fields[4]));
        }

        private static byte[] Hex(string text) => text == "-" ? [] : Convert.FromHexString(text);
    }
}
