using System.Net.Sockets;
using System.Text;

namespace Edge.Hosting.Systemd;

/// <summary>
/// Tells systemd how the service is (sd_notify(3)): a datagram for each state, and signs of life at half the asked interval. They come
/// from the thread pool, so that a service whose pool is stuck is restarted.
/// </summary>
internal sealed partial class SystemdNotifier(HostingOptions options, TimeProvider time, ILogger<SystemdNotifier> log) : IDisposable
{
    private readonly SystemdEnvironment systemd = options.Systemd;
    private ITimer? watchdog;

    public void Ready()
    {
        Send("READY=1");
        if (systemd is { NotifySocket: not null, Watchdog: { } interval })
            watchdog = time.CreateTimer(_ => Send("WATCHDOG=1"), null, TimeSpan.Zero, interval / 2);
    }

    public void Stopping() => Send("STOPPING=1");

    public void Dispose() => watchdog?.Dispose();

    private void Send(string state)
    {
        if (systemd.NotifySocket is not { } name)
            return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.ASCII.GetBytes(state), new UnixDomainSocketEndPoint(name[0] == '@' ? $"\0{name[1..]}" : name));
        }
        catch (SocketException error)
        {
            LogUnheard(state, error.SocketErrorCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "systemd did not hear {State}: {Error}")]
    private partial void LogUnheard(string state, SocketError error);
}
