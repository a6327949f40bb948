using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Edge.Aot.Tests.Rollout;

/// <summary>What a node said.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? Tag)
{
    public JsonElement Body { get; } = Parsed(Text);

    private static JsonElement Parsed(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

/// <summary>Asks nodes as somebody with an API key does, and takes no answer but the expected one.</summary>
internal sealed class Caller(string key)
{
    public async Task<Answer> Ask(
        HttpClient node, HttpMethod method, string path, HttpContent? content = null, HttpStatusCode expected = HttpStatusCode.OK,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await node.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{method} {path} at {node.BaseAddress} answered {(int)response.StatusCode}: {text}");
        return new Answer(response.StatusCode, text, response.Headers.ETag?.ToString());
    }

    public Task<Answer> Get(HttpClient node, string path) => Ask(node, HttpMethod.Get, path);
}
