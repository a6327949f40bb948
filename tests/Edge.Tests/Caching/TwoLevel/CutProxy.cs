using System.Net;
using System.Net.Sockets;

namespace Edge.Tests.Caching.TwoLevel;

internal enum Line
{
    Whole,

    /// <summary>Connections break, and new ones are refused.</summary>
    Cut,

    /// <summary>Connections stay and new ones are taken, but nothing passes.</summary>
    Silent,
}

/// <summary>The network between a node and a server, to be cut at will.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Task accepting;
    private readonly HashSet<Socket> open = [];
    private volatile Line line;

    public CutProxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Set(Line wanted)
    {
        line = wanted;
        if (wanted != Line.Cut)
            return;
        lock (open)
        {
            foreach (var socket in open)
                socket.Dispose();
            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Set(Line.Cut);
        listener.Dispose();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task Serve(Socket client)
    {
        using var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            lock (open)
            {
                open.Add(client);
                open.Add(upstream);
            }
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            if (line != Line.Cut)
                await Task.WhenAny(Pass(client, upstream), Pass(upstream, client));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // cut, or the server is gone
        }
        finally
        {
            client.Dispose();
            lock (open)
            {
                open.Remove(client);
                open.Remove(upstream);
            }
        }
    }

    private async Task Pass(Socket from, Socket to)
    {
        var buffer = new byte[65536];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                while (line == Line.Silent)
                    await Task.Delay(Look);
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // one of them is gone
        }
    }
}
