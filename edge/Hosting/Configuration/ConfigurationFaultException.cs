namespace Edge.Hosting.Configuration;

/// <summary>The configuration is wrong: every fault at once, one a line. The process ends with 78 (sysexits.h EX_CONFIG).</summary>
internal sealed class ConfigurationFaultException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public const int ExitCode = 78;

    public IReadOnlyList<string> Faults => faults;
}
