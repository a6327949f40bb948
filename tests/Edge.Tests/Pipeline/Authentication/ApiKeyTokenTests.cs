using Edge.Pipeline.Authentication;

namespace Edge.Tests.Pipeline.Authentication;

public class ApiKeyTokenTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void A_new_key_is_well_formed_and_unlike_any_other()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => ApiKeyToken.Create()).ToHashSet();

        Assert.Equal(1000, keys.Count);
        Assert.All(keys, key => Assert.Matches("^edge_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$", key));
        Assert.All(keys, key => Assert.True(ApiKeyToken.IsWellFormed(key)));
    }

    /// <summary>The checksum is plain CRC-32 (zlib.crc32), so that scanners written elsewhere can tell keys from noise.</summary>
    [Theory]
    [InlineData("edge_00000000000000000000000000000000_2wjyrI")]
    [InlineData("edge_TheQuickBrownFoxJumpsOverALazyD0_2dqu3c")]
    public void The_checksum_is_the_one_of_zlib(string key) => Assert.True(ApiKeyToken.IsWellFormed(key));

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        var key = ApiKeyToken.Create();
        for (var at = 0; at < key.Length; at++)
        {
            foreach (var other in Base62.Where(other => other != key[at]))
                Assert.False(ApiKeyToken.IsWellFormed($"{key[..at]}{other}{key[(at + 1)..]}"));
        }
    }

    [Fact]
    public void Two_neighbours_swapped_are_noticed()
    {
        var key = ApiKeyToken.Create();
        for (var at = 0; at < key.Length - 1; at++)
        {
            if (key[at] != key[at + 1])
                Assert.False(ApiKeyToken.IsWellFormed($"{key[..at]}{key[at + 1]}{key[at]}{key[(at + 2)..]}"));
        }
    }

    [Fact]
    public void A_cut_off_or_lengthened_key_is_noticed()
    {
        var key = ApiKeyToken.Create();
        for (var length = 0; length < key.Length; length++)
            Assert.False(ApiKeyToken.IsWellFormed(key.AsSpan(0, length)));
        Assert.False(ApiKeyToken.IsWellFormed(key + "0"));
        Assert.False(ApiKeyToken.IsWellFormed(" " + key));
    }

    [Fact]
    public void The_hint_shows_four_characters_of_the_secret()
    {
        var key = ApiKeyToken.Create();

        Assert.Equal(key[..9], ApiKeyToken.HintOf(key));
    }
}
