using System.Reflection;
using System.Security.Cryptography;
using Edge.Shared.Contracts;

namespace Edge.Observability;

/// <summary>What is running, as the start-up line, /metrics and detailed health tell it.</summary>
internal static class BuildInfo
{
    /// <summary>As <c>edge version</c> prints it.</summary>
    public static string Version { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>
    /// Eight hexadecimal digits that differ between builds of different code: the compiler makes a module's id from its content.
    /// </summary>
    public static string Id { get; } = MakeId();

    /// <summary>The runtime, such as <c>9.0.10</c>.</summary>
    public static string Runtime { get; } = Environment.Version.ToString();

    private static string MakeId()
    {
        Span<byte> modules = stackalloc byte[32];
        typeof(BuildInfo).Module.ModuleVersionId.TryWriteBytes(modules);
        typeof(WireJson).Module.ModuleVersionId.TryWriteBytes(modules[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(modules, hash);
        return Convert.ToHexStringLower(hash[..4]);
    }
}
