using Edge.Caching.HttpCaching;
using Microsoft.Extensions.Primitives;

namespace Edge.Tests.Caching.HttpCaching;

public class AcceptEncodingTests
{
    [Theory]
    [InlineData("", ContentCoding.Identity)]
    [InlineData("gzip, deflate, br, zstd", ContentCoding.Brotli)]
    [InlineData("gzip, deflate, br", ContentCoding.Brotli)]
    [InlineData("GZIP , Br", ContentCoding.Brotli)]
    [InlineData("x-gzip", ContentCoding.Gzip)]
    [InlineData("gzip;q=1.0, br;q=0.5", ContentCoding.Gzip)]
    [InlineData("br;q=0.5, gzip;q=0.501", ContentCoding.Gzip)]
    [InlineData("br;q=0.8, gzip;q=0.8", ContentCoding.Brotli)]
    [InlineData("gzip;q=0.5, identity;q=0.5", ContentCoding.Gzip)]
    [InlineData("identity, br;q=0.9", ContentCoding.Identity)]
    [InlineData("identity;q=0.4, br;q=0.3", ContentCoding.Identity)]
    [InlineData("br;q=0.001", ContentCoding.Brotli)]
    [InlineData("br;q=0", ContentCoding.Identity)]
    [InlineData("br;q=0.000", ContentCoding.Identity)]
    [InlineData("br;q=0, gzip;q=0", ContentCoding.Identity)]
    [InlineData("*", ContentCoding.Brotli)]
    [InlineData("*;q=0.2, br;q=0", ContentCoding.Gzip)]
    [InlineData("gzip, *;q=0.5", ContentCoding.Gzip)]
    [InlineData("gzip;q=0.2, *;q=0", ContentCoding.Gzip)]
    [InlineData("*;q=0", ContentCoding.Identity)]
    [InlineData("identity;q=0", ContentCoding.Identity)]
    [InlineData("identity;q=0, *", ContentCoding.Brotli)]
    [InlineData("deflate, zstd", ContentCoding.Identity)]
    [InlineData("br;q=high", ContentCoding.Identity)]
    [InlineData("br;q=", ContentCoding.Identity)]
    [InlineData("br;q=-1", ContentCoding.Identity)]
    [InlineData("br;q=9", ContentCoding.Identity)]
    [InlineData("br;q=0.0001", ContentCoding.Identity)]
    [InlineData("br ; Q=0.7, gzip ;q=0.6", ContentCoding.Brotli)]
    [InlineData(",,;,=", ContentCoding.Identity)]
    public void The_highest_weight_wins_and_the_smaller_form_a_tie(string header, object coding) =>
        Assert.Equal((ContentCoding)coding, AcceptEncoding.Choose(header));

    [Fact]
    public void Several_lines_are_one_list() =>
        Assert.Equal(ContentCoding.Gzip, AcceptEncoding.Choose(new StringValues(["br;q=0.1", "gzip"])));

    [Theory]
    [InlineData("br", true, false, ContentCoding.Identity)]
    [InlineData("br, gzip;q=0.5", true, false, ContentCoding.Gzip)]
    [InlineData("gzip, deflate, br, zstd", true, false, ContentCoding.Gzip)]
    [InlineData("gzip, deflate, br, zstd", false, false, ContentCoding.Identity)]
    [InlineData("gzip", false, true, ContentCoding.Identity)]
    public void A_form_that_there_is_not_is_not_chosen(string header, bool hasGzip, bool hasBrotli, object coding) =>
        Assert.Equal((ContentCoding)coding, AcceptEncoding.Choose(header, hasGzip, hasBrotli));

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip;q=0.5", true)]
    [InlineData("identity;q=0, gzip", false)]
    [InlineData("gzip, *;q=0", false)]
    [InlineData("identity;q=0.1, *;q=0", true)]
    public void The_plain_form_will_do_unless_it_is_excluded(string header, bool will) =>
        Assert.Equal(will, AcceptEncoding.TakesIdentity(header));

    [Theory]
    [InlineData("gzip, deflate, br, zstd")]
    [InlineData("br;q=0.8, gzip;q=0.9, identity;q=0.1, *;q=0")]
    public void Choosing_allocates_nothing(string header)
    {
        StringValues values = header;
        AcceptEncoding.Choose(values);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
            AcceptEncoding.Choose(values);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
