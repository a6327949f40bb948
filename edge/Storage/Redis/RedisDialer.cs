using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Edge.Storage.Redis;

/// <summary>A connection that has said hello, and what the server said it is: <c>master</c>, <c>replica</c> or <c>sentinel</c>.</summary>
internal sealed record Dialed(RedisConnection Connection, string Role);

/// <summary>Opens connections: socket, TLS, RESP3, sign-in, database.</summary>
internal sealed class RedisDialer(RedisOptions options, RedisMetrics metrics, TimeProvider time)
{
    private static readonly byte[] Name = Encoding.ASCII.GetBytes("edge@" + Environment.MachineName.Replace(' ', '-'));

    /// <exception cref="RedisUnavailableException">With the reason, and without any secret.</exception>
    public async Task<Dialed> Dial(
        RedisEndpoint endpoint, RedisLogin login, int database, Action<Reply> onPush, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var stream = await Open(endpoint, either.Token);
            var connection = new RedisConnection(endpoint, stream, options, metrics, time, onPush);
            try
            {
                return new Dialed(connection, await Greet(connection, login, database).WaitAsync(either.Token));
            }
            catch (Exception error)
            {
                connection.Close(error);
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RedisUnavailableException($"{endpoint} did not answer within {options.ConnectTimeout.TotalSeconds} s");
        }
        catch (RedisErrorReply error)
        {
            throw new RedisUnavailableException(Refusal(endpoint, error.Code));
        }
        catch (Exception error) when (error is SocketException or IOException or AuthenticationException)
        {
            throw new RedisUnavailableException($"{endpoint}: {error.Message}", error);
        }
    }

    private async Task<Stream> Open(RedisEndpoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (!options.Address!.IsTls)
                return stream;
            var tls = new SslStream(stream);
            stream = tls;
            await tls.AuthenticateAsClientAsync(TlsOptions(endpoint.Host), cancellation);
            return tls;
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions TlsOptions(string host)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = options.ServerName.Length > 0 ? options.ServerName : host };
        if (options.Authorities is null)
            return tls;
        tls.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(options.Authorities);
        return tls;
    }

    // HELLO tells the role too, so that no permission for ROLE is needed.
    private static async Task<string> Greet(RedisConnection connection, RedisLogin login, int database)
    {
        List<ReadOnlyMemory<byte>> hello = ["HELLO"u8.ToArray(), "3"u8.ToArray()];
        if (!login.Password.IsEmpty)
            hello.AddRange(["AUTH"u8.ToArray(), Encoding.UTF8.GetBytes(login.User), Encoding.UTF8.GetBytes(login.Password.Reveal())]);
        hello.AddRange(["SETNAME"u8.ToArray(), Name]);
        var facts = (await connection.SendOwn(hello.ToArray())).Items;
        if (database > 0)
            await connection.SendOwn(["SELECT"u8.ToArray(), Encoding.ASCII.GetBytes(database.ToString(CultureInfo.InvariantCulture))]);
        var mode = Fact(facts, "mode"u8);
        return mode == "sentinel" ? mode : Fact(facts, "role"u8);
    }

    private static string Fact(Reply[] facts, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i + 1 < facts.Length; i += 2)
        {
            if (facts[i].Is(name))
                return facts[i + 1].AsText();
        }
        return "";
    }

    // The server's own words may repeat the password: "unknown command HELLO, with args beginning with ...".
    private static string Refusal(RedisEndpoint endpoint, string code) => code switch
    {
        "WRONGPASS" => $"{endpoint} refused the user or the password (WRONGPASS)",
        "NOAUTH" => $"{endpoint} wants a user and a password (NOAUTH)",
        "NOPROTO" or "ERR" or RedisErrorReply.Unexpected =>
            $"{endpoint} does not speak RESP3, or has no such database ({code}); Redis 6.2 or newer is needed",
        _ => $"{endpoint} refused the connection ({code})",
    };
}
