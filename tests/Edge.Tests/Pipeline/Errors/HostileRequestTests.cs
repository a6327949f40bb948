using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Edge.Tests.Pipeline.Errors;

public class HostileRequestTests
{
    private const string Good = """{"event_time":"2026-03-02T11:00:00Z"}""";

    public static TheoryData<string, string, string> Bodies() => new()
    {
        { "", "$", "needed" },
        { "   ", "$", "JSON" },
        { "nul", "$", "line 1" },
        { "null", "$", "needed" },
        { "[]", "$", "" },
        { "7", "$", "" },
        { "{", "$", "line 1" },
        { Good + "x", "$", "line 1" },
        { """{"event_time":"2026-03-02T11:00:00Z",}""", "$", "line 1" },
        { "{}", "event_time", "is missing" },
        { """{"event_time":"yesterday"}""", "event_time", "a time such as" },
        { """{"event_time":"2026-02-30T11:00:00Z"}""", "event_time", "a time such as" },
        { """{"event_time":null}""", "event_time", "" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":"lost_in_space"}""", "status", "one of unknown, expired" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":30}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":"In_Transit"}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":"InTransit"}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":" delivered "}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":"pending,delivered"}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","status":{}}""", "status", "one of unknown" },
        { """{"event_time":"2026-03-02T11:00:00Z","utc_offset":"east"}""", "utc_offset", "a whole number" },
        { """{"event_time":"2026-03-02T11:00:00Z","utc_offset":99999999999}""", "utc_offset", "a whole number" },
        { """{"event_time":"2026-03-02T11:00:00Z","correction":"yes"}""", "correction", "true or false" },
        { """{"event_time":"2026-03-02T11:00:00Z","location":{"lat":"north"}}""", "location.lat", "a number" },
        { """{"event_time":"2026-03-02T11:00:00Z","location":{"street":"x"}}""", "location.street", "is not a field" },
        { """{"event_time":"2026-03-02T11:00:00Z","colour":"red"}""", "colour", "is not a field" },
        { """{"event_time":"2026-03-02T11:00:00Z","precision":null}""", "precision", "one of" },
        { """{"event_time":"2026-03-02T11:00:00Z","raw_text":"\ud800"}""", "raw_text", "" },
        { $$"""{"event_time":"2026-03-02T11:00:00Z","location":{{new string('[', 200)}}""", "location", "" },
        { $$"""{"event_time":"2026-03-02T11:00:00Z","{{new string('k', 5000)}}":1}""", new string('k', 200), "is not a field" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Answers_400_and_names_the_field_of_a_body(string body, string field, string reason)
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.PostAsync("/api/probe/event", Json(Encoding.UTF8.GetBytes(body)));

        await AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-json", field, reason);
    }

    public static TheoryData<byte[], string> RawBodies() => new()
    {
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)], "$" },
        { [.. "{\"event_time\":\"2026-03-02T11:00:00Z\",\"raw_text\":\""u8, 0xC3, 0x28, .. "\"}"u8], "raw_text" },
        { [.. "{\"event_time\":\"2026-03-02T11:00:00Z\",\"raw_"u8, 0xC3, 0x28, .. "\":1}"u8], "*" },
        { [0], "$" },
    };

    [Theory]
    [MemberData(nameof(RawBodies))]
    public async Task Answers_400_to_a_body_that_is_no_utf8(byte[] body, string field)
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.PostAsync("/api/probe/event", Json(body));

        await AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-json", field, "");
    }

    [Fact]
    public async Task Answers_400_to_a_deeply_nested_body()
    {
        await using var server = await EdgeServer.Start(Probes.Map);
        var nested = string.Concat(Enumerable.Repeat("{\"location\":", 100_000)) + "1";

        using var answer = await server.Http.PostAsync("/api/probe/event", Json(Encoding.UTF8.GetBytes(nested)));

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/api/probe/query?limit=ten", "limit", "a whole number")]
    [InlineData("/api/probe/needed?limit=0x10", "limit", "a whole number")]
    [InlineData("/api/probe/query?limit=99999999999", "limit", "a whole number")]
    [InlineData("/api/probe/query?limit=1&limit=2", "limit", "a whole number")]
    [InlineData("/api/probe/query?updatedSince=soon", "updated_since", "a time such as")]
    [InlineData("/api/probe/query?archived=maybe", "archived", "true or false")]
    [InlineData("/api/probe/query?after=%22%00", "after", "a UUID")]
    [InlineData("/api/probe/needed", "limit", "is missing")]
    [InlineData("/api/probe/item/not-a-uuid", "id", "a UUID")]
    [InlineData("/api/probe/item/%FF%FE", "id", "a UUID")]
    [InlineData("/api/probe/item/%22body%22", "id", "a UUID")]
    public async Task Answers_400_and_names_the_parameter(string url, string parameter, string reason)
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.GetAsync(url);

        await AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-parameter", parameter, reason);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=klingon")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Answers_415_to_a_media_type_that_is_not_taken(string? type)
    {
        await using var server = await EdgeServer.Start(Probes.Map);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await server.Http.PostAsync("/api/probe/event", content);

        await AssertProblem(answer, HttpStatusCode.UnsupportedMediaType, "media-type-unsupported");
    }

    [Theory]
    [InlineData("/api/probe/event", 1_048_577, 413)]
    [InlineData("/api/probe/event", 1_048_576, 200)]
    [InlineData("/api/probe/small", 1_025, 413)]
    [InlineData("/api/probe/small", 1_024, 200)]
    [InlineData("/api/probe/large", 4_194_304, 200)]
    [InlineData("/api/probe/large", 4_194_305, 413)]
    public async Task Answers_413_beyond_the_limit_of_the_route(string url, int length, int status)
    {
        await using var server = await EdgeServer.Start(Probes.Map);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Json(Encoding.UTF8.GetBytes(Good.PadRight(length))) };
        request.Headers.ExpectContinue = true;

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 413)
            await AssertProblem(answer, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData(1_100, 413)]
    [InlineData(900, 200)]
    public async Task Answers_413_to_a_body_that_grows_too_large_in_chunks(int length, int status)
    {
        await using var server = await EdgeServer.Start(Probes.Map);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/probe/small") { Content = Json(Encoding.UTF8.GetBytes(Good.PadRight(length))) };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 413)
            await AssertProblem(answer, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Answers_405_with_the_methods_that_are_taken()
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.DeleteAsync("/api/probe/event");

        await AssertProblem(answer, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/api/v1/nowhere", 404, "not-found")]
    [InlineData("/api/probe/bare/404", 404, "not-found")]
    [InlineData("/api/probe/bare/406", 406, "refused")]
    [InlineData("/api/probe/bare/500", 500, "internal-error")]
    public async Task A_refusal_without_words_becomes_a_problem(string url, int status, string slug)
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.GetAsync(url);

        await AssertProblem(answer, (HttpStatusCode)status, slug);
    }

    [Fact]
    public async Task The_cause_of_a_500_stays_inside_even_in_development()
    {
        await using var server = await EdgeServer.Start(Probes.Map, ("Hosting:Profile", "Development"));

        using var answer = await server.Http.GetAsync("/api/probe/fault");

        await AssertProblem(answer, HttpStatusCode.InternalServerError, "internal-error");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_request_gets_the_problem_without_its_body()
    {
        await using var server = await EdgeServer.Start(Probes.Map);

        using var answer = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/nowhere"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static async Task AssertProblem(HttpResponseMessage answer, HttpStatusCode status, string slug, string? field = null, string reason = "")
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal($"/docs/problems#{slug}", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), problem.RootElement.GetProperty("request_id").GetString());
        if (field is null)
            return;
        var fault = problem.RootElement.GetProperty("errors").EnumerateObject().First();
        Assert.True(field == "*" || fault.Name == field, $"expected {field}: {text}");
        Assert.Contains(reason, fault.Value[0].GetString(), StringComparison.Ordinal);
    }
}
