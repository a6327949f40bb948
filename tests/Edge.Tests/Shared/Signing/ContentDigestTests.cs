using Edge.Shared.Signing;

namespace Edge.Tests.Shared.Signing;

public class ContentDigestTests
{
    // RFC 9530, appendix B.1.
    private const string Content = "{\"hello\": \"world\"}\n";
    private const string Sha256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    private const string Sha512 = "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:";

    [Theory]
    [InlineData(Sha256, true)]
    [InlineData(Sha512, true)]
    [InlineData(Sha256 + ", " + Sha512, true)]
    [InlineData("md5=:AAAA:, " + Sha256, true)]
    [InlineData("sha-256=:AAAA:", false)]
    [InlineData(Sha256 + ", sha-512=:AAAA:", false)]
    [InlineData("sha-256=::", false)]
    public async Task Every_stated_digest_has_to_be_right(string field, bool matches)
    {
        using var content = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(Content));

        Assert.Equal(matches, await ContentDigest.Parse(field).Matches(content, CancellationToken.None));
    }

    [Fact]
    public void It_is_written_as_it_is_read() => Assert.Equal(Sha256, ContentDigest.Of(System.Text.Encoding.ASCII.GetBytes(Content)));

    [Theory]
    [InlineData("")]
    [InlineData("md5=:AAAA:")]
    [InlineData("sha-256=abc")]
    [InlineData("sha-256=(:AAAA:)")]
    [InlineData("sha-256")]
    [InlineData("X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=")]
    public void What_states_no_known_digest_is_refused(string field) =>
        Assert.Throws<SignatureFormatException>(() => ContentDigest.Parse(field));
}
