namespace Edge.Aot.Tests.SharedCache;

/// <summary>Streams of events through real Varnish: each event as it happens, not when the stream ends or a buffer is full.</summary>
public sealed class LiveThroughVarnishTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_event_arrives_while_the_stream_goes_on_and_two_listeners_do_not_wait_for_each_other()
    {
        await using var scene = await VarnishScene.Start();
        using var patience = new CancellationTokenSource(Patience);
        using var first = await Open(scene, patience.Token);
        using var second = await Open(scene, patience.Token);
        var before = await NextId(first, patience.Token);
        Assert.Equal(before, await NextId(second, patience.Token));

        await scene.Append();

        var after = await NextId(first, patience.Token);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await NextId(second, patience.Token));
    }

    private static async Task<string> NextId(StreamReader stream, CancellationToken cancellation)
    {
        while (await stream.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return line;
        }
        throw new InvalidOperationException("The stream has ended");
    }

    private static async Task<StreamReader> Open(VarnishScene scene, CancellationToken cancellation)
    {
        var answer = await scene.Varnish.Http.GetAsync(
            $"/s/{scene.Shipment.Token}/live", HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        Assert.StartsWith("retry: ", await reader.ReadLineAsync(cancellation));
        return reader;
    }
}
