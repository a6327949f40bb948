using System.Reflection;

namespace Edge.Observability;

/// <summary>What is running, as the start-up line, /metrics and detailed health tell it.</summary>
internal static class BuildInfo
{
    /// <summary>As <c>edge version</c> prints it.</summary>
    public static string Version { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The runtime, such as <c>9.0.10</c>.</summary>
    public static string Runtime { get; } = Environment.Version.ToString();
}
