using System.Buffers.Binary;
using System.Text;

namespace Edge.Tests.Hosting;

/// <summary>A frame as far as a test looks into it.</summary>
internal sealed record Http2Frame(int Type, int Stream, byte[] Payload)
{
    /// <summary>The first four bytes of the payload.</summary>
    public int Number => BinaryPrimitives.ReadInt32BigEndian(Payload);
}

/// <summary>Just enough of RFC 9113 to send requests that a well-behaved client would hold back.</summary>
internal sealed class Http2Frames(RawConnection connection)
{
    public const int Reset = 3; // RST_STREAM
    public const int RefusedStream = 7;
    private const int Headers = 1;
    private const int Settings = 4;
    private const int EndOfStreamAndHeaders = 5;
    private const int MaxConcurrentStreamsSetting = 3;
    private const int HeaderBytes = 9;

    private readonly List<byte> received = [];

    public int? MaxConcurrentStreams { get; private set; }

    public async Task Open()
    {
        await connection.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        await Send(Settings, 0, 0, []);
    }

    // HPACK (RFC 7541): indexed :method GET and :scheme http, then :path and :authority as literals without indexing.
    public Task Get(int stream, string path) => Send(
        Headers, EndOfStreamAndHeaders, stream,
        [0x82, 0x86, 0x04, (byte)path.Length, .. Encoding.ASCII.GetBytes(path), 0x01, 1, (byte)'x']);

    /// <summary>The next frame of a type; settings on the way are remembered.</summary>
    public async Task<Http2Frame> Next(int type)
    {
        while (true)
        {
            var frame = await Receive();
            if (frame.Type == Settings)
                Remember(frame.Payload);
            if (frame.Type == type)
                return frame;
        }
    }

    private void Remember(byte[] settings)
    {
        for (var at = 0; at < settings.Length; at += 6)
        {
            if (BinaryPrimitives.ReadInt16BigEndian(settings.AsSpan(at)) == MaxConcurrentStreamsSetting)
                MaxConcurrentStreams = BinaryPrimitives.ReadInt32BigEndian(settings.AsSpan(at + 2));
        }
    }

    private Task Send(int type, int flags, int stream, byte[] payload)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        frame[2] = (byte)payload.Length;
        (frame[3], frame[4]) = ((byte)type, (byte)flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, HeaderBytes);
        return connection.Send(frame);
    }

    private async Task<Http2Frame> Receive()
    {
        await Fill(HeaderBytes);
        var length = (received[0] << 16) | (received[1] << 8) | received[2];
        await Fill(HeaderBytes + length);
        var bytes = received.Take(HeaderBytes + length).ToArray();
        received.RemoveRange(0, bytes.Length);
        return new Http2Frame(bytes[3], BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)), bytes[HeaderBytes..]);
    }

    private async Task Fill(int count)
    {
        while (received.Count < count)
        {
            var bytes = await connection.Receive();
            Assert.NotEmpty(bytes);
            received.AddRange(bytes);
        }
    }
}
