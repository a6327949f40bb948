using System.Net.Sockets;
using System.Text;

namespace Edge.Tests.Commands;

public sealed class ServeTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_in_order_with_the_log_folded_into_the_database(string signal)
    {
        await using var service = await EdgeProcess.Serve(folder);

        service.Signal(signal);
        var exit = await service.Exit();

        Assert.Equal((0, ""), exit);
        Assert.Equal([folder.File("edge.db")], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_second_signal_ends_it_at_once(string signal, int code)
    {
        await using var service = await EdgeProcess.Serve(folder, null, "--set", "Hosting:ShutdownDelay=5m");

        service.Signal(signal);
        await Task.Delay(300);
        Assert.True((await service.Http.GetAsync($"http://127.0.0.1:{service.Port}/health/live")).IsSuccessStatusCode);
        service.Signal(signal);

        Assert.Equal(code, (await service.Exit()).Code);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        await using var first = await EdgeProcess.Serve(folder);
        using var error = new StringWriter();

        var code = await Edge.Commands.CommandLine.Run(
            ["--urls", $"http://127.0.0.1:{first.Port}", "--admin-urls", "", "--database", $"sqlite:{folder.File("other.db")}"],
            TextWriter.Null, error);

        Assert.Equal(69, code);
        Assert.Contains($"http://127.0.0.1:{first.Port}: address already in use; change EDGE_HOSTING__URLS", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Systemd_hears_ready_signs_of_life_and_stopping(bool isAbstract)
    {
        var name = isAbstract ? $"edge-test-{Guid.NewGuid():n}" : folder.File("notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name}" : name));
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = isAbstract ? $"@{name}" : name, ["WATCHDOG_USEC"] = "200000" };

        await using var service = await EdgeProcess.Serve(folder, environment);
        Assert.Equal("READY=1", await Receive(systemd));
        Assert.Equal("WATCHDOG=1", await Receive(systemd));
        Assert.Equal("WATCHDOG=1", await Receive(systemd));
        service.Signal("TERM");
        string state;
        do
            state = await Receive(systemd);
        while (state == "WATCHDOG=1");

        Assert.Equal("STOPPING=1", state);
        Assert.Equal(0, (await service.Exit()).Code);
    }

    private static async Task<string> Receive(Socket systemd)
    {
        var buffer = new byte[64];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return Encoding.ASCII.GetString(buffer, 0, await systemd.ReceiveAsync(buffer, patience.Token));
    }
}
