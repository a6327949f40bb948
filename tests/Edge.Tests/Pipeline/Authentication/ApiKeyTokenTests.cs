using Edge.Hosting;
using Edge.Pipeline.Authentication;

namespace Edge.Tests.Pipeline.Authentication;

public class ApiKeyTokenTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void A_new_key_is_well_formed_and_unlike_any_other()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => ApiKeyToken.Create(Profile.Production)).ToHashSet();

        Assert.Equal(1000, keys.Count);
        Assert.All(keys, key => Assert.Matches("^edge_prod_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$", key));
        Assert.All(keys, key => Assert.True(IsWellFormed(key)));
    }

    /// <summary>The checksum is plain CRC-32 (zlib.crc32), so that scanners written elsewhere can tell keys from noise.</summary>
    [Theory]
    [InlineData("edge_00000000000000000000000000000000_2wjyrI")]
    [InlineData("edge_TheQuickBrownFoxJumpsOverALazyD0_2dqu3c")]
    [InlineData("edge_prod_TheQuickBrownFoxJumpsOverALazyD0_2GB34C")]
    [InlineData("edge_stg_00000000000000000000000000000000_07shLX")]
    public void The_checksum_is_the_one_of_zlib(string key) => Assert.True(IsWellFormed(key));

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        var key = ApiKeyToken.Create(Profile.Production);
        for (var at = 0; at < key.Length; at++)
        {
            foreach (var other in Base62.Where(other => other != key[at]))
                Assert.False(IsWellFormed($"{key[..at]}{other}{key[(at + 1)..]}"));
        }
    }

    [Fact]
    public void Two_neighbours_swapped_are_noticed()
    {
        var key = ApiKeyToken.Create(Profile.Production);
        for (var at = 0; at < key.Length - 1; at++)
        {
            if (key[at] != key[at + 1])
                Assert.False(IsWellFormed($"{key[..at]}{key[at + 1]}{key[at]}{key[(at + 2)..]}"));
        }
    }

    [Fact]
    public void A_cut_off_or_lengthened_key_is_noticed()
    {
        var key = ApiKeyToken.Create(Profile.Production);
        for (var length = 0; length < key.Length; length++)
            Assert.False(IsWellFormed(key.AsSpan(0, length)));
        Assert.False(IsWellFormed(key + "0"));
        Assert.False(IsWellFormed(" " + key));
    }

    [Fact]
    public void The_hint_shows_four_characters_of_the_secret()
    {
        var key = ApiKeyToken.Create(Profile.Production);

        Assert.Equal(key[..14], ApiKeyToken.HintOf(key));
    }

    [Theory]
    [InlineData("edge_00000000000000000000000000000000_2wjyrI", null)]
    [InlineData("edge_stg_00000000000000000000000000000000_07shLX", Profile.Staging)]
    public void The_environment_is_read_and_those_of_before_have_none(string key, object? environment)
    {
        Assert.True(ApiKeyToken.TryRead(key, out var read));
        Assert.Equal((Profile?)environment, read);
    }

    [Theory]
    [InlineData("edge_live_00000000000000000000000000000000_00itDM")]
    [InlineData("edge__00000000000000000000000000000000_0j6Rrc")]
    [InlineData("edge_prod_prod_00000000000000000000000000000000_2l6mKX")]
    [InlineData("edge_2wjyrI")]
    [InlineData("edge_")]
    [InlineData("")]
    public void Another_word_before_the_secret_makes_no_key(string key) => Assert.False(IsWellFormed(key));

    private static bool IsWellFormed(ReadOnlySpan<char> key) => ApiKeyToken.TryRead(key, out _);
}
