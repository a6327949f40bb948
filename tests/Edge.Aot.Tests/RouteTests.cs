using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

/// <summary>Several faults of generated code show in the published binary only: every route is asked here, sensibly and not.</summary>
public sealed class RouteTests(RouteTests.Service service) : IClassFixture<RouteTests.Service>
{
    // In a path the server refuses it before the service sees it: 400 without a body.
    private const string Nul = "%00";

    private static readonly string[] JunkWords =
    [
        "", "0", "-1", "99999999999999999999999", "null", Nul, "%ff%fe", "..%2f..%2fetc%2fpasswd", "'%3bdrop table shipments--", "%F0%9F%93%A6", new('x', 2000),
    ];

    private static readonly string[] JunkHeaders = ["", "\"", "*", "W/\"1\"", "\"1\", \"2\"", "-1", new('x', 4000)];

    private static readonly byte[][] JunkBodies =
    [
        [], .. new[] { "{", "[]", "null", "0", "\"text\"", "{\"unknown\":1}", "{}{}", "{\"a\":1,\"a\":2}", new string('[', 5000), "{\"number\":{}}", "{\"token\":\"\\ud800\"}", "\u0000" }
            .Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe, 0x7b], [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d],
    ];

    public static TheoryData<string> Routes() => [.. OpenApiDocument.Operations.Keys];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Answers_sense_and_nonsense_without_an_error_of_its_own(string route)
    {
        var operation = OpenApiDocument.Operations[route];
        var sensible = Url(operation, parameter => parameter.Example);
        foreach (var request in Sensible(operation, sensible).Concat(JunkInUrl(operation)).Concat(JunkInHeaders(operation, sensible)).Concat(JunkInBody(operation, sensible)))
            await IsRefusedOrAnsweredWell(request);
    }

    private static IEnumerable<HttpRequestMessage> Sensible(Operation operation, string url)
    {
        var body = operation.MediaType is null ? null : Encoding.UTF8.GetBytes(operation.Example?.ToJsonString() ?? "number\n1Z999AA10123456784\n");
        yield return Request(operation, url, body);
        yield return Request(operation, url.Split('?')[0], body);
    }

    private static IEnumerable<HttpRequestMessage> JunkInUrl(Operation operation) =>
        from junk in JunkWords
        from target in operation.Parameters.Where(parameter => parameter.In is "path" or "query")
        where target.In == "query" || junk != Nul
        select Request(operation, Url(operation, parameter => parameter == target ? junk : parameter.Example, isEscaped: true), Body(operation));

    private static IEnumerable<HttpRequestMessage> JunkInHeaders(Operation operation, string url)
    {
        foreach (var junk in JunkHeaders)
        {
            foreach (var name in new[] { "If-Match", "If-None-Match", "Idempotency-Key", "Accept-Encoding", "Accept", "Range", "traceparent", "X-Request-Id" })
            {
                var request = Request(operation, url, Body(operation));
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, junk);
                yield return request;
            }
        }
    }

    private static IEnumerable<HttpRequestMessage> JunkInBody(Operation operation, string url)
    {
        if (operation.MediaType is null)
            yield break;
        foreach (var junk in JunkBodies)
            yield return Request(operation, url, junk);
        yield return Request(operation, url, "<xml/>"u8.ToArray(), "application/xml");
        yield return Request(operation, url, Body(operation), "application/json; charset=utf-7");
    }

    private async Task IsRefusedOrAnsweredWell(HttpRequestMessage request)
    {
        var what = $"{request.Method} {request.RequestUri} {await Shown(request)}";
        using var answer = await service.Api.Send(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode < 500, $"{what}\nanswered {(int)answer.StatusCode}: {text}");
        if ((int)answer.StatusCode < 400)
            return;
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{what}\nanswered {answer.Content.Headers.ContentType}: {text}");
        if (request.Method != HttpMethod.Head)
            Assert.Equal((int)answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
    }

    private static async Task<string> Shown(HttpRequestMessage request) =>
        $"{request.Headers} {(request.Content is null ? "" : Encoding.Latin1.GetString(await request.Content.ReadAsByteArrayAsync()))}";

    private static byte[]? Body(Operation operation) =>
        operation.MediaType is null ? null : Encoding.UTF8.GetBytes(operation.Example?.ToJsonString() ?? "");

    private static HttpRequestMessage Request(Operation operation, string url, byte[]? body, string? mediaType = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), url);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        foreach (var header in operation.Parameters.Where(parameter => parameter.In == "header" && !request.Headers.Contains(parameter.Name)))
            request.Headers.TryAddWithoutValidation(header.Name, header.Example);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType ?? operation.MediaType!);
        }
        return request;
    }

    private static string Url(Operation operation, Func<Parameter, string> valueOf, bool isEscaped = false)
    {
        string Value(Parameter parameter) => isEscaped ? valueOf(parameter) : Uri.EscapeDataString(valueOf(parameter));
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "path"))
            path = path.Replace($"{{{parameter.Name}}}", Value(parameter), StringComparison.Ordinal);
        var query = operation.Parameters.Where(parameter => parameter.In == "query").Select(parameter => $"{parameter.Name}={Value(parameter)}");
        return $"{path}?{string.Join('&', query)}".TrimEnd('?');
    }

    /// <summary>One service for all routes, and an administrator's key.</summary>
    public sealed class Service : IAsyncLifetime, IDisposable
    {
        private readonly Sandbox sandbox = new();
        private EdgeProcess? edge;

        internal ApiClient Api { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            edge = await EdgeProcess.Start(sandbox);
            Api = new ApiClient(edge.Http, await ApiClient.IssueKey(edge, sandbox, Role.Admin));
        }

        public async Task DisposeAsync()
        {
            if (edge is not null)
                await edge.DisposeAsync();
        }

        public void Dispose() => sandbox.Dispose();
    }
}
