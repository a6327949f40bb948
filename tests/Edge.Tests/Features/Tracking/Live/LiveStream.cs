using System.Net;

namespace Edge.Tests.Features.Tracking.Live;

/// <summary>Reads a stream of events as a browser would.</summary>
internal sealed class LiveStream(HttpResponseMessage response) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private StreamReader? reader;

    public HttpResponseMessage Response => response;

    public static async Task<LiveStream> Open(HttpClient http, string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br, zstd");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var stream = new LiveStream(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        return stream;
    }

    /// <summary>Opens a stream that is expected to be given, and reads how it begins.</summary>
    public static async Task<LiveStream> Begin(HttpClient http, string path, string? lastEventId = null)
    {
        var stream = await Open(http, path, lastEventId);
        Assert.Equal(HttpStatusCode.OK, stream.Response.StatusCode);
        Assert.StartsWith("retry: ", Assert.Single(await stream.Next()));
        return stream;
    }

    /// <summary>As <see cref="Begin"/>, with the version that a newcomer is told of.</summary>
    public static async Task<(LiveStream Stream, string Id)> Follow(HttpClient http, string path)
    {
        var stream = await Begin(http, path);
        return (stream, (await stream.NextEvent())[0]["id: ".Length..]);
    }

    /// <summary>The lines of the next event or comment; none at the end of the stream.</summary>
    public async Task<List<string>> Next()
    {
        reader ??= new StreamReader(await response.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(patience.Token) is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>The next event that is no sign of life.</summary>
    public async Task<List<string>> NextEvent()
    {
        List<string> lines;
        do
            lines = await Next();
        while (lines is [":"]);
        return lines;
    }

    public void Dispose()
    {
        reader?.Dispose();
        response.Dispose();
    }
}
