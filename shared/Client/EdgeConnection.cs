using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Edge.Shared.Client;

/// <summary>Requests and answers without their meaning: retries outside, signatures inside, problems as exceptions.</summary>
internal sealed class EdgeConnection(Uri address, EdgeCredentials credentials, RetryPolicy retries, HttpMessageHandler? inner, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ConnectionAge = TimeSpan.FromMinutes(5);

    // Redirects would be followed unsigned. A connection that lives for ever never hears that a name has moved.
    private readonly HttpClient http = new(new RetryHandler(retries, time)
    {
        InnerHandler = new SigningHandler(credentials, time)
        {
            InnerHandler = inner ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionAge },
        },
    })
    {
        BaseAddress = address,
    };

    public Task<T> Get<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        Send(new HttpRequestMessage(HttpMethod.Get, path), answer, cancellation);

    public Task<T> Post<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> type, JsonTypeInfo<T> answer, string? key, CancellationToken cancellation) =>
        Send(WithKey(new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body, type) }, key), answer, cancellation);

    public Task<T> Post<T>(string path, JsonTypeInfo<T> answer, string? key, CancellationToken cancellation) =>
        Send(WithKey(new HttpRequestMessage(HttpMethod.Post, path), key), answer, cancellation);

    public Task<T> PostOnce<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> type, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body, type) }, answer, cancellation);

    public Task<T> Put<TBody, T>(
        string path, string version, TBody body, JsonTypeInfo<TBody> type, JsonTypeInfo<T> answer, string? key, CancellationToken cancellation)
    {
        var request = WithKey(new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body, type) }, key);
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return Send(request, answer, cancellation);
    }

    public Task<T> Send<T>(string path, Stream file, string mediaType, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        // The import's id makes it safe to repeat; the header says so to the retries.
        return Send(WithKey(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, null), answer, cancellation);
    }

    public async Task Delete(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        using var answer = await http.SendAsync(request, cancellation);
        await Check(answer, cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> Send<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, cancellation);
            await Check(answer, cancellation);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            return await JsonSerializer.DeserializeAsync(body, type, cancellation) ?? throw new JsonException("The answer is null.");
        }
    }

    private async Task Check(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
            throw await EdgeProblemException.Of(answer, time, cancellation);
    }

    private static HttpRequestMessage WithKey(HttpRequestMessage request, string? key)
    {
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return request;
    }

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
