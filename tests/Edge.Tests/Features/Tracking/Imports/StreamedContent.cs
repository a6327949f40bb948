using System.Net;
using System.Net.Http.Headers;

namespace Edge.Tests.Features.Tracking.Imports;

/// <summary>A CSV body that is written while it is sent, so that the sender may stop, wait or look around on the way.</summary>
internal sealed class StreamedContent : HttpContent
{
    private readonly Func<TextWriter, CancellationToken, Task> write;

    public StreamedContent(Func<TextWriter, CancellationToken, Task> write)
    {
        this.write = write;
        Headers.ContentType = new MediaTypeHeaderValue("text/csv");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await write(writer, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
