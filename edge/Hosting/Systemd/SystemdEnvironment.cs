using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Edge.Hosting.Systemd;

/// <summary>A listening socket that systemd opened for this process (sd_listen_fds(3)).</summary>
internal sealed partial record PassedSocket(ulong Handle, ListenerProtocol Protocol, bool IsAdmin)
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int AcceptsConnections = 30; // SO_ACCEPTCONN

    /// <summary>Whether it is a socket at all, and one that connections can be accepted from.</summary>
    public bool IsListening()
    {
        var size = sizeof(int);
        return GetOption((int)Handle, SocketLevel, AcceptsConnections, out var accepts, ref size) == 0 && accepts != 0;
    }

    [LibraryImport("libc.so.6", EntryPoint = "getsockopt")]
    private static partial int GetOption(int socket, int level, int option, out int value, ref int size);
}

/// <summary>What systemd tells a service by its environment; all absent when something else started the process.</summary>
/// <param name="Sockets">
/// From LISTEN_FDS. <c>FileDescriptorName=</c> says what a socket is for: <c>admin</c>, <c>https</c>, <c>h2c</c>, anything else is http.
/// They take the place of the configured addresses of their kind.
/// </param>
/// <param name="NotifySocket">Where state is reported (sd_notify(3)): a path, or a name of the abstract namespace behind <c>@</c>.</param>
/// <param name="Watchdog">How often systemd wants a sign of life at the latest.</param>
internal sealed record SystemdEnvironment(IReadOnlyList<PassedSocket> Sockets, string? NotifySocket, TimeSpan? Watchdog)
{
    private const int FirstHandle = 3;

    public static SystemdEnvironment Read(IDictionary variables, int processId)
    {
        var notify = variables["NOTIFY_SOCKET"] as string;
        return new SystemdEnvironment(
            IsFor(variables["LISTEN_PID"], processId) ? Passed(variables) : [],
            notify is ['/' or '@', _, ..] ? notify : null,
            variables["WATCHDOG_PID"] is null || IsFor(variables["WATCHDOG_PID"], processId) ? WatchdogOf(variables) : null);
    }

    private static List<PassedSocket> Passed(IDictionary variables)
    {
        var names = (variables["LISTEN_FDNAMES"] as string ?? "").Split(':');
        var sockets = new List<PassedSocket>();
        for (var i = 0; i < (Number(variables["LISTEN_FDS"]) ?? 0); i++)
        {
            var name = i < names.Length ? names[i] : "";
            var protocol = name switch { "https" => ListenerProtocol.Https, "h2c" => ListenerProtocol.H2c, _ => ListenerProtocol.Http };
            sockets.Add(new PassedSocket((ulong)(FirstHandle + i), protocol, name == "admin"));
        }
        return sockets;
    }

    private static TimeSpan? WatchdogOf(IDictionary variables) =>
        Number(variables["WATCHDOG_USEC"]) is { } microseconds and > 0 ? TimeSpan.FromMicroseconds(microseconds) : null;

    private static bool IsFor(object? pid, int processId) => Number(pid) == processId;

    private static long? Number(object? text) =>
        long.TryParse(text as string, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
