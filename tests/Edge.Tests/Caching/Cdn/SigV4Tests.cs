using System.Text;
using Edge.Caching.Cdn;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Tests.Caching.Cdn;

/// <summary>
/// Vectors of AWS's own test suite for Signature Version 4 (github.com/awslabs/aws-c-auth, tests/aws-signing-test-suite/v4), named as
/// the folders there are.
/// </summary>
public class SigV4Tests
{
    private const string BodyHash = "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e";

    private const string SessionToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/"
        + "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkU"
        + "L64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("post-vanilla", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b", "")]
    [InlineData(
        "post-header-key-sort", "host;my-header1;x-amz-date", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c", "",
        "My-Header1", "value1")]
    [InlineData(
        "post-sts-header-before", "host;x-amz-date;x-amz-security-token",
        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead", "", "X-Amz-Security-Token", SessionToken)]
    [InlineData(
        "post-x-www-form-urlencoded", "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
        "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b", "Param1=value1",
        "Content-Type", "application/x-www-form-urlencoded", "Content-Length", "13", "x-amz-content-sha256", BodyHash)]
    [InlineData(
        "post-x-www-form-urlencoded-parameters", "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
        "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422", "Param1=value1",
        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8", "Content-Length", "13", "x-amz-content-sha256", BodyHash)]
    public void Signs_as_the_test_suite_does(string vector, string names, string signature, string body, params string[] headers)
    {
        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={names}, Signature={signature}",
            Sign("POST", body, headers));
        Assert.NotEmpty(vector);
    }

    [Fact]
    public void Signs_get_header_value_trim_as_the_test_suite_does() => Assert.EndsWith(
        "SignedHeaders=host;my-header1;my-header2;x-amz-date, Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        Sign("GET", "", "My-Header1", " value1", "My-Header2", "\"a   b   c\""),
        StringComparison.Ordinal);

    private static string Sign(string method, string body, params string[] headers)
    {
        List<HttpField> fields = [new("X-Amz-Date", SigV4.Stamp(Time))];
        for (var i = 0; i < headers.Length; i += 2)
            fields.Add(new HttpField(headers[i], headers[i + 1]));
        var signer = new SigV4("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service");
        return signer.Authorization(method, new Uri("https://example.amazonaws.com/"), fields, Encoding.ASCII.GetBytes(body), Time);
    }
}
