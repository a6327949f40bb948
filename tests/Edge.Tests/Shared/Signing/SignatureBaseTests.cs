using Edge.Shared.Signing;

namespace Edge.Tests.Shared.Signing;

/// <summary>The components of RFC 9421, section 2, by the examples that stand there.</summary>
public class SignatureBaseTests
{
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["host"] = ["www.example.com"],
        ["x-ows-header"] = ["Leading and trailing whitespace."],
        ["cache-control"] = ["max-age=60", "   must-revalidate"],
        ["example-dict"] = ["  a=1,    b=2;x=1;y=2,   c=(a   b   c), d"],
        ["example-header"] = ["value, with, lots", "of, commas"],
        ["x-empty-header"] = [""],
        ["priority"] = ["u=1,   i"],
        ["cache-status"] = ["a;hit,  b"],
    };

    [Theory]
    [InlineData("\"cache-control\"", "max-age=60, must-revalidate")]
    [InlineData("\"x-empty-header\"", "")]
    [InlineData("\"example-dict\";key=\"a\"", "1")]
    [InlineData("\"example-dict\";key=\"d\"", "?1")]
    [InlineData("\"example-dict\";key=\"b\"", "2;x=1;y=2")]
    [InlineData("\"example-dict\";key=\"c\"", "(a b c)")]
    [InlineData("\"example-header\";bs", ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:")]
    [InlineData("\"priority\";sf", "u=1, i")]
    [InlineData("\"cache-status\";sf", "a;hit, b")]
    [InlineData("\"@method\"", "POST")]
    [InlineData("\"@target-uri\"", "https://example.com/path?param=value")]
    [InlineData("\"@authority\"", "example.com")]
    [InlineData("\"@scheme\"", "https")]
    [InlineData("\"@request-target\"", "/path?param=value")]
    [InlineData("\"@path\"", "/path")]
    [InlineData("\"@query\"", "?param=value")]
    public void A_component_has_its_value(string component, string value) =>
        Assert.Equal($"{component}: {value}", RfcMessages.BaseOf($"({component})", RfcMessages.Request(Fields, "/path?param=value"))[0]);

    [Theory]
    [InlineData("/path", "?")]
    [InlineData("/path?", "?")]
    [InlineData("/path?queryString", "?queryString")]
    [InlineData("/path?a?b", "?a?b")]
    public void The_query_keeps_its_mark_and_its_escapes(string target, string query) =>
        Assert.Equal($"\"@query\": {query}", RfcMessages.BaseOf("(\"@query\")", RfcMessages.Request(Fields, target))[0]);

    [Theory]
    [InlineData("var", "this%20is%20a%20big%0Amultiline%20value")]
    [InlineData("bar", "with%20plus%20whitespace")]
    [InlineData("fa%C3%A7ade%22%3A%20", "something")]
    [InlineData("empty", "")]
    public void A_query_parameter_is_written_anew(string name, string value) =>
        Assert.Equal(
            $"\"@query-param\";name=\"{name}\": {value}",
            RfcMessages.BaseOf(
                $"(\"@query-param\";name=\"{name}\")",
                RfcMessages.Request(Fields, "/p?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something&empty"))[0]);

    [Theory]
    [InlineData("Example.COM:443", "https", "example.com")]
    [InlineData("example.com:80", "http", "example.com")]
    [InlineData("example.com:443", "http", "example.com:443")]
    [InlineData("[2001:DB8::1]:8080", "http", "[2001:db8::1]:8080")]
    public void The_authority_is_in_lower_case_and_without_an_implied_port(string sent, string scheme, string authority)
    {
        var message = new SignableMessage { Method = "GET", Scheme = scheme, Authority = sent, Target = "/", Field = _ => null };

        Assert.Equal($"\"@authority\": {authority}", RfcMessages.BaseOf("(\"@authority\")", message)[0]);
    }

    [Fact]
    public void A_response_speaks_of_its_request_and_of_trailers()
    {
        var answer = new SignableMessage
        {
            Status = 503,
            Field = _ => null,
            Trailer = name => name == "expires" ? ["Wed, 9 Nov 2022 07:28:00 GMT"] : null,
            Request = RfcMessages.Request(),
        };

        var lines = RfcMessages.BaseOf("(\"@status\" \"@method\";req \"@path\";req \"content-length\";req \"expires\";tr)", answer);

        Assert.Equal(
            ["\"@status\": 503", "\"@method\";req: POST", "\"@path\";req: /foo", "\"content-length\";req: 18", "\"expires\";tr: Wed, 9 Nov 2022 07:28:00 GMT"],
            lines[..^1]);
    }

    [Theory]
    [InlineData("(\"@method\" \"@method\")")]
    [InlineData("(\"@unknown\")")]
    [InlineData("(\"@signature-params\")")]
    [InlineData("(\"@status\")")]
    [InlineData("(\"@method\";req)")]
    [InlineData("(\"@method\";sf)")]
    [InlineData("(\"@query-param\")")]
    [InlineData("(\"@query-param\";name=1)")]
    [InlineData("(\"@query-param\";name=\"twice\")")]
    [InlineData("(\"@query-param\";name=\"missing\")")]
    [InlineData("(\"missing\")")]
    [InlineData("(\"Host\")")]
    [InlineData("(\"\")")]
    [InlineData("(\"host\";sf)")]
    [InlineData("(\"host\";unknown)")]
    [InlineData("(\"host\";tr)")]
    [InlineData("(\"example-dict\";key=\"z\")")]
    [InlineData("(\"example-dict\";key=1)")]
    [InlineData("(\"example-dict\";bs;sf)")]
    [InlineData("(\"example-dict\";bs;key=\"a\")")]
    [InlineData("(\"folded\")")]
    [InlineData("(\"foreign\")")]
    [InlineData("(host)")]
    [InlineData("(1)")]
    public void What_cannot_be_covered_is_refused(string input)
    {
        Dictionary<string, string[]> fields = new(Fields) { ["folded"] = ["a\n b"], ["foreign"] = ["ü"] };

        Assert.Throws<SignatureFormatException>(() =>
            SignatureBase.Create(RfcMessages.Input(input), RfcMessages.Request(fields, "/p?twice=1&twice=2")));
    }
}
