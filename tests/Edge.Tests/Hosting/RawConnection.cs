using System.Net.Sockets;
using System.Text;

namespace Edge.Tests.Hosting;

/// <summary>A connection that sends what the test says, as slowly as it says.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Socket socket;

    private RawConnection(Socket socket) => this.socket = socket;

    /// <param name="receiveBuffer">Bytes that the kernel takes for a client that does not read; 0 for its own choice.</param>
    public static async Task<RawConnection> Open(EdgeServer server, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer > 0)
            socket.ReceiveBufferSize = receiveBuffer;
        await socket.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        return new RawConnection(socket);
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public async Task Send(byte[] bytes) => await socket.SendAsync(bytes);

    /// <summary>What comes next; empty when the server has closed the connection.</summary>
    public async Task<byte[]> Receive()
    {
        var buffer = new byte[65_536];
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return buffer[..await socket.ReceiveAsync(buffer, patience.Token)];
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            return [];
        }
    }

    /// <summary>Everything until the server closes the connection.</summary>
    public async Task<string> ReceiveAll()
    {
        var text = new StringBuilder();
        while (await Receive() is { Length: > 0 } bytes)
            text.Append(Encoding.Latin1.GetString(bytes));
        return text.ToString();
    }

    public void Dispose() => socket.Dispose();
}
