using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Edge.Tests.Storage.Postgres;

/// <summary>Passes everything on between clients and a server, until it is told to lose the answer to the next commit of a write.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Task accepting;
    private readonly ConcurrentDictionary<TcpClient, int> readers = new();
    private int loses;

    public LossyProxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void LoseNextCommit() => Interlocked.Exchange(ref loses, 1);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task Serve(TcpClient accepted)
    {
        using var client = accepted;
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(IPAddress.Loopback, server);
        var back = Answer(upstream, client);
        var buffer = new byte[65536];
        try
        {
            for (int read; (read = await client.GetStream().ReadAsync(buffer)) > 0;)
            {
                // It says so when it connects, and what only reads commits too.
                if (buffer.AsSpan(0, read).IndexOf("default_transaction_read_only"u8) >= 0)
                    readers.TryAdd(client, 0);
                await upstream.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (IOException)
        {
            // one of them is gone
        }
        finally
        {
            client.Close();
            upstream.Close();
            await back.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The server says that it has committed (postgresql.org/docs/15/protocol-message-formats.html), and nobody hears it.
    private async Task Answer(TcpClient upstream, TcpClient client)
    {
        var buffer = new byte[65536];
        for (int read; (read = await upstream.GetStream().ReadAsync(buffer)) > 0;)
        {
            var isCommit = !readers.ContainsKey(client) && buffer.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0;
            if (isCommit && Interlocked.Exchange(ref loses, 0) == 1)
            {
                client.Client.Shutdown(SocketShutdown.Both);
                return;
            }
            await client.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
