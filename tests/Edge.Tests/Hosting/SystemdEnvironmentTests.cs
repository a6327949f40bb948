using Edge.Hosting;
using Edge.Hosting.Systemd;

namespace Edge.Tests.Hosting;

public class SystemdEnvironmentTests
{
    [Fact]
    public void Sockets_are_told_apart_by_their_names()
    {
        var read = Read(("LISTEN_PID", "7"), ("LISTEN_FDS", "3"), ("LISTEN_FDNAMES", "edge.socket:admin:https"));

        Assert.Equal(
            [
                new PassedSocket(3, ListenerProtocol.Http, false),
                new PassedSocket(4, ListenerProtocol.Http, true),
                new PassedSocket(5, ListenerProtocol.Https, false),
            ],
            read.Sockets);
    }

    [Fact]
    public void What_is_meant_for_another_process_is_ignored()
    {
        var read = Read(("LISTEN_PID", "8"), ("LISTEN_FDS", "1"), ("WATCHDOG_PID", "8"), ("WATCHDOG_USEC", "1000"));

        Assert.Empty(read.Sockets);
        Assert.Null(read.Watchdog);
    }

    [Theory]
    [InlineData("relative", null)]
    [InlineData("", null)]
    [InlineData("@", null)]
    [InlineData("/run/n", "/run/n")]
    [InlineData("@n", "@n")]
    public void The_notify_socket_is_a_path_or_an_abstract_name(string value, string? expected) =>
        Assert.Equal(expected, Read(("NOTIFY_SOCKET", value)).NotifySocket);

    private static SystemdEnvironment Read(params (string Name, string Value)[] variables) =>
        SystemdEnvironment.Read(variables.ToDictionary(pair => pair.Name, pair => pair.Value), 7);
}
