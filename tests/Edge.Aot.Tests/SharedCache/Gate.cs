using System.Net;
using System.Net.Sockets;
using Edge.Aot.Tests.Faults;

namespace Edge.Aot.Tests.SharedCache;

/// <summary>The way from the node to Varnish, which can be closed: clients still get answers then, and purges do not arrive.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Task accepting;
    private volatile bool isClosed;
    private int refused;

    public Gate(int target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Close() => isClosed = true;

    public void Open() => isClosed = false;

    /// <summary>Waits until somebody has tried in vain.</summary>
    public Task Refused() => ServerProcess.Until(() => Task.FromResult(Volatile.Read(ref refused) > 0));

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Pass(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Pass(TcpClient client)
    {
        using (client)
        {
            if (isClosed)
            {
                Interlocked.Increment(ref refused);
                return;
            }
            using var server = new TcpClient();
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target);
                var (near, far) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
            catch (Exception broken) when (broken is SocketException or IOException)
            {
                // Either end is gone: so is the other.
            }
        }
    }
}
