using System.Text;
using Edge.Hosting.Http;

namespace Edge.Tests.Hosting.Http;

public class HttpReplyReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", 200, "hello")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nuntil the end", 200, "until the end")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 202\r\nContent-Length: 0\r\n\r\n", 202, "")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok", 201, "ok")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", 200, "abc0123456789")]
    public async Task An_answer_is_read_however_it_is_cut(string text, int status, string body)
    {
        for (var piece = 1; piece <= text.Length; piece++)
        {
            var reply = await Read(text, piece);
            Assert.Equal((status, body), (reply.Status, Encoding.ASCII.GetString(reply.Body)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloworld\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y")]
    public async Task What_is_no_whole_answer_is_refused(string text)
    {
        var error = await Record.ExceptionAsync(() => Read(text, 7));
        Assert.True(error is IOException or InvalidDataException, $"{error}");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8000\r\n{0}\r\n")]
    public async Task An_endless_answer_is_given_up(string head, string chunk)
    {
        var part = new string('x', 0x8000);
        var endless = new EndlessStream(head, chunk.Length == 0 ? part : string.Format(null, chunk, part));

        await Assert.ThrowsAsync<InvalidDataException>(() => new HttpReplyReader(endless).Read(default));
        Assert.InRange(endless.Given, 1, 1024 * 1024);
    }

    private static Task<HttpReply> Read(string text, int piece) =>
        new HttpReplyReader(new PiecesStream(Encoding.ASCII.GetBytes(text), piece)).Read(default);

    private sealed class PiecesStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    private sealed class EndlessStream(string head, string then) : MemoryStream
    {
        private byte[] next = Encoding.ASCII.GetBytes(head);
        private int at;

        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (at == next.Length)
                (next, at) = (Encoding.ASCII.GetBytes(then), 0);
            var count = Math.Min(buffer.Length, next.Length - at);
            next.AsMemory(at, count).CopyTo(buffer);
            at += count;
            Given += count;
            return ValueTask.FromResult(count);
        }
    }
}
