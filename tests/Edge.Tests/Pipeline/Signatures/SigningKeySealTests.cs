using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Pipeline.Signatures;

namespace Edge.Tests.Pipeline.Signatures;

public class SigningKeySealTests
{
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void What_was_sealed_opens_for_its_owner_under_the_same_master_key()
    {
        var sealedKey = With("one").Seal(Owner, Key);

        Assert.Equal(Key, With("one").Open(Owner, sealedKey));
        Assert.Null(With("two").Open(Owner, sealedKey));
        Assert.Null(With("one").Open(Guid.NewGuid(), sealedKey));
        Assert.False(sealedKey.AsSpan().IndexOf(Key) >= 0);
        Assert.NotEqual(sealedKey, With("one").Seal(Owner, Key));
    }

    [Fact]
    public void A_change_of_any_byte_is_seen()
    {
        var sealedKey = With("one").Seal(Owner, Key);
        for (var i = 0; i < sealedKey.Length; i++)
        {
            var changed = sealedKey.ToArray();
            changed[i] ^= 1;
            Assert.Null(With("one").Open(Owner, changed));
        }
        Assert.Null(With("one").Open(Owner, sealedKey.AsSpan(..20)));
    }

    private static SigningKeySeal With(string masterKey) => new(new KeyedHash(new Secret(masterKey)));
}
