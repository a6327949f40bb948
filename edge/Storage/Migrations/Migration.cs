using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Edge.Storage.Migrations;

/// <summary>One embedded, forward-only step of the schema. Once released its text never changes: the checksum holds it.</summary>
internal sealed record Migration(string Name, string Text)
{
    private const string Folder = "migrations/";

    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>All migrations in the order of their numbers.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(name[Folder.Length..], ReadAll(assembly.GetManifestResourceStream(name)!)))];
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
