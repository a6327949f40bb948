using System.Net;
using Edge.Pipeline.ApiKeys;

namespace Edge.Tests.Pipeline.ApiKeys;

public class AddressRangesTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0", "192.0.2.255", "192.0.3.0")]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.6")]
    [InlineData("10.0.0.0/8", "10.0.0.0", "10.255.255.255", "11.0.0.0")]
    [InlineData("128.0.0.0/1", "128.0.0.0", "255.255.255.255", "127.255.255.255")]
    [InlineData("198.51.100.16/29", "198.51.100.16", "198.51.100.23", "198.51.100.24")]
    [InlineData("2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::")]
    [InlineData("2001:db8::7", "2001:db8::7", "2001:db8::7", "2001:db8::8")]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", "2001:db8::1", "2001:db8:8000::1")]
    [InlineData("2001:db8::/32", "2001:db8::1", "2001:db8::2", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0", "10.255.255.255", "11.0.0.0")]
    public void A_range_contains_its_first_and_last_address_and_no_neighbour(string range, string first, string last, string other)
    {
        var packed = AddressRanges.Pack(range);

        Assert.True(AddressRanges.Contain(packed, IPAddress.Parse(first)));
        Assert.True(AddressRanges.Contain(packed, IPAddress.Parse(last)));
        Assert.False(AddressRanges.Contain(packed, IPAddress.Parse(other)));
    }

    [Fact]
    public void An_address_mapped_into_ipv6_is_the_address() =>
        Assert.True(AddressRanges.Contain(AddressRanges.Pack("192.0.2.0/24"), IPAddress.Parse("::ffff:192.0.2.9")));

    [Fact]
    public void Of_several_ranges_one_is_enough_and_who_has_no_address_is_in_none()
    {
        byte[] ranges = [.. AddressRanges.Pack("192.0.2.0/24")!, .. AddressRanges.Pack("2001:db8::/32")!];

        Assert.True(AddressRanges.Contain(ranges, IPAddress.Parse("2001:db8::1")));
        Assert.False(AddressRanges.Contain(ranges, IPAddress.Parse("203.0.113.1")));
        Assert.False(AddressRanges.Contain(ranges, null));
        Assert.True(AddressRanges.Contain(null, null));
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.0/24")]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("2001:DB8:0::/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    public void A_range_reads_as_it_was_written(string range, string text) =>
        Assert.Equal([text], AddressRanges.Unpack(AddressRanges.Pack(range))!);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/8")]
    [InlineData("everywhere")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("::/1")]
    [InlineData("::ffff:0:0/96")]
    [InlineData("192.0.2.1/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/+8")]
    [InlineData("192.0.2.0/08")]
    [InlineData("192.0.2.0/ 8")]
    [InlineData("192.0.2.0/")]
    [InlineData("192.0.2.0/24/24")]
    [InlineData("192.0.2.0/99999999999999999999")]
    [InlineData("192.0.2")]
    [InlineData("3221225985")]
    [InlineData("0xc0.0.2.1")]
    [InlineData("192.0.2.01")]
    [InlineData("2001:db8::1/32")]
    [InlineData("2001:db8::/129")]
    [InlineData("fe80::1%1")]
    [InlineData("[2001:db8::]/32")]
    [InlineData("2001:db8::1:8080:::")]
    public void What_is_no_range_or_all_addresses_is_refused(string? text) => Assert.Null(AddressRanges.Pack(text));
}
