namespace Edge.Aot.Tests;

/// <summary>Needs systemd's own checker, which Debian's package systemd brings.</summary>
internal sealed class SystemdFactAttribute : FactAttribute
{
    public const string Checker = "/usr/bin/systemd-analyze";

    public SystemdFactAttribute() => Skip = File.Exists(Checker) ? null : "systemd is not installed";
}

public sealed class SystemdUnitTests : IDisposable
{
    private static readonly string Units = Path.Combine(EdgeBinary.Repository, "deploy/systemd");
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [SystemdFact]
    public async Task Systemd_finds_nothing_wrong_with_the_units()
    {
        var service = sandbox.File("edge.service");
        var text = await File.ReadAllTextAsync(Path.Combine(Units, "edge.service"));
        await File.WriteAllTextAsync(service, text.Replace("ExecStart=/usr/local/bin/edge\n", $"ExecStart={EdgeBinary.Path}\n", StringComparison.Ordinal));
        File.Copy(Path.Combine(Units, "edge.socket"), sandbox.File("edge.socket"));

        var verified = await EdgeBinary.Run(sandbox.Prepare(SystemdFactAttribute.Checker, [], "verify", service, sandbox.File("edge.socket")));

        Assert.Equal(new Outcome(0, "", ""), verified);
    }

    [SystemdFact]
    public async Task The_service_is_sealed_off()
    {
        // In tenths, as systemd counts it: 0 is a service that can do nothing, 100 one that can do anything.
        var judged = await EdgeBinary.Run(sandbox.Prepare(
            SystemdFactAttribute.Checker, [], "security", "--offline=true", "--threshold=15", "--no-pager", Path.Combine(Units, "edge.service")));

        Assert.True(judged.ExitCode == 0, judged.Output + judged.Error);
    }

    [Fact]
    public void The_units_agree_with_each_other_and_with_what_the_service_does()
    {
        var service = File.ReadAllLines(Path.Combine(Units, "edge.service"));
        var socket = File.ReadAllLines(Path.Combine(Units, "edge.socket"));

        Assert.Contains("Type=notify", service); // SystemdNotifier sends READY, STOPPING and WATCHDOG
        Assert.Contains("WatchdogSec=30s", service);
        Assert.Contains("Requires=edge.socket", service);
        Assert.Contains("RestartPreventExitStatus=2 78", service);
        Assert.Contains("FileDescriptorName=http", socket); // one of the names that SystemdEnvironment knows
    }
}
