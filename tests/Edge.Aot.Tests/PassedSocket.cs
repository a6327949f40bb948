using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Edge.Aot.Tests;

/// <summary>A listening loopback socket that a child process inherits, as systemd hands them over.</summary>
internal sealed partial class PassedSocket : IDisposable
{
    private const int SetDescriptorFlags = 2; // F_SETFD

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public PassedSocket()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        if (SetFlags(Handle, SetDescriptorFlags, 0) != 0)
            throw new InvalidOperationException($"fcntl: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public int Handle => (int)socket.Handle;

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");

    /// <summary>A connection that the kernel has made and nobody has accepted, with a request in it.</summary>
    public async Task<TcpClient> QueueRequest(string path)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Url.Port);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n"));
        return client;
    }

    public void Dispose() => socket.Dispose();

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int SetFlags(int handle, int command, int flags);
}
