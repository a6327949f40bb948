using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Edge.Hosting;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>
/// Asks a running service whether it is ready, for containers that hold no shell. One request over a plain socket: an HTTP client
/// would add megabytes to the binary.
/// </summary>
internal static class Healthcheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(Settings settings, string? url, TextWriter output)
    {
        var target = url is null ? HealthcheckTarget.Of(HostingOptions.Read(settings).Listeners) : HealthcheckTarget.Parse(url);
        if (target is null)
            throw new CommandFailure(Failures.Usage, $"\"{url ?? settings.Known[0].Effective}\" cannot be asked; give http://HOST:PORT/PATH");
        string status;
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            status = await Ask(target, limit.Token);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            throw new CommandFailure(Failures.Failed, $"No answer from {target.Name}: {(error as SocketException)?.SocketErrorCode.ToString() ?? "it gave none in time"}");
        }
        if (!status.StartsWith('2'))
            throw new CommandFailure(Failures.Failed, $"{target.Name} answered {status}");
        await output.WriteLineAsync($"{target.Name} answered {status}");
        return 0;
    }

    /// <returns>The answer's status line without the version, as <c>200 OK</c>.</returns>
    private static async Task<string> Ask(HealthcheckTarget target, CancellationToken cancellation)
    {
        using var socket = target.Connection();
        await socket.ConnectAsync(target.EndPoint, cancellation);
        await using var stream = await Secured(new NetworkStream(socket), target, cancellation);
        var request = $"GET {target.Path} HTTP/1.1\r\nHost: {target.Host}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync(cancellation) ?? "";
        return line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length > 9 ? line[9..] : throw new IOException("no HTTP");
    }

    private static async Task<Stream> Secured(Stream plain, HealthcheckTarget target, CancellationToken cancellation)
    {
        if (!target.IsTls)
            return plain;
        // The question is whether this host's own service answers; its certificate names the public host, not this address.
        var tls = new SslStream(plain, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = target.Host }, cancellation);
        return tls;
    }
}
