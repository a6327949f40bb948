using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Reflection;
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

    // Both ids are hashes already: together they need no third one, and a start no OpenSSL.
    private static string MakeId()
    {
        Span<byte> service = stackalloc byte[16];
        Span<byte> shared = stackalloc byte[16];
        typeof(BuildInfo).Module.ModuleVersionId.TryWriteBytes(service);
        typeof(WireJson).Module.ModuleVersionId.TryWriteBytes(shared);
        return (BinaryPrimitives.ReadUInt32LittleEndian(service) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(shared), 1))
            .ToString("x8", CultureInfo.InvariantCulture);
    }
}
