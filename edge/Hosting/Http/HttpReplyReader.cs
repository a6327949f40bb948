using System.Globalization;
using System.Text;

namespace Edge.Hosting.Http;

/// <summary>Reads the answers of a connection (RFC 9112, sections 4 to 7), which may come in pieces of any size. No length is trusted.</summary>
internal sealed class HttpReplyReader(Stream stream)
{
    private const int MostHead = 32 * 1024;
    private const int MostBody = 256 * 1024;

    private readonly byte[] buffer = new byte[MostHead];
    private int start;
    private int end;

    /// <summary>Whether the last answer told its length, and nothing followed it: only then is what comes next another answer.</summary>
    public bool IsAtItsEnd { get; private set; }

    /// <summary>Whether anything of the answer has come.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>Before a request is sent.</summary>
    public void Begin() => (IsAtItsEnd, HasHeard) = (false, false);

    /// <exception cref="InvalidDataException">It is no answer in HTTP/1, or too large.</exception>
    /// <exception cref="IOException">The connection ended within it.</exception>
    public async Task<HttpReply> Read(CancellationToken cancellation)
    {
        string[] lines;
        int status;
        do
        {
            lines = (await ReadThrough("\r\n\r\n"u8.ToArray(), cancellation)).Split("\r\n");
            status = StatusOf(lines[0]);
        }
        while (status < 200);
        var reply = new HttpReply(status, lines[1..], []);
        return reply with { Body = await ReadBody(reply, cancellation) };
    }

    private static int StatusOf(string line)
    {
        var isStatus = line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12 && line[8] == ' ';
        return isStatus && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100
            ? status
            : throw new InvalidDataException("the answer is not HTTP/1");
    }

    private async Task<byte[]> ReadBody(HttpReply reply, CancellationToken cancellation)
    {
        if (reply.Status is 204 or 304)
        {
            IsAtItsEnd = start == end;
            return [];
        }
        var body = new MemoryStream();
        if (reply.Field("Transfer-Encoding") is { } coding)
        {
            if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"the answer has the transfer coding {coding}");
            await ReadChunks(body, cancellation);
        }
        else if (reply.Field("Content-Length") is { } length)
        {
            await Take(body, SizeOf(length, NumberStyles.None), cancellation);
            IsAtItsEnd = start == end;
        }
        else
        {
            while (start < end || await Fill(cancellation))
                Append(body, end - start);
        }
        return body.ToArray();
    }

    private async Task ReadChunks(MemoryStream body, CancellationToken cancellation)
    {
        var lineEnd = "\r\n"u8.ToArray();
        while (SizeOf((await ReadThrough(lineEnd, cancellation)).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier) is var size and > 0)
        {
            await Take(body, size, cancellation);
            if ((await ReadThrough(lineEnd, cancellation)).Length > 0)
                throw new InvalidDataException("a chunk of the answer is longer than it says");
        }
        // What follows is a trailer, which nobody here reads.
    }

    private static int SizeOf(string text, NumberStyles style) =>
        int.TryParse(text, style, CultureInfo.InvariantCulture, out var size) && size is >= 0 and <= MostBody
            ? size
            : throw new InvalidDataException("the answer is too large, or does not say how large it is");

    private async Task Take(MemoryStream body, int size, CancellationToken cancellation)
    {
        while (size > 0)
        {
            if (start == end && !await Fill(cancellation))
                throw Broken();
            var part = Math.Min(size, end - start);
            Append(body, part);
            size -= part;
        }
    }

    private void Append(MemoryStream body, int count)
    {
        if (body.Length + count > MostBody)
            throw new InvalidDataException("the answer is too large");
        body.Write(buffer, start, count);
        start += count;
    }

    private async Task<string> ReadThrough(byte[] mark, CancellationToken cancellation)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf(mark)) < 0)
        {
            if (!await Fill(cancellation))
                throw Broken();
        }
        var text = Encoding.Latin1.GetString(buffer, start, length);
        start += length + mark.Length;
        return text;
    }

    /// <returns>False when the connection has ended.</returns>
    private async Task<bool> Fill(CancellationToken cancellation)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
            throw new InvalidDataException("the header of the answer is too large");
        var count = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
        end += count;
        HasHeard = HasHeard || count > 0;
        return count > 0;
    }

    private static IOException Broken() => new("the connection ended within the answer");
}
