using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Edge.Storage.Migrations;

/// <summary>
/// One embedded, forward-only step of the schema. Once released its text never changes: the checksum holds it. Its name is
/// <c>NNNN_name.sql</c> when releases that do not know it may serve on it, and <c>NNNN_name.needs_MMMM.sql</c> when only those may that
/// know migration MMMM.
/// </summary>
internal sealed record Migration(string Name, string Text)
{
    private const string Folder = "migrations/";
    private const string Suffix = ".sql";
    private const string Sqlite = ".sqlite.sql";
    private const string Postgres = ".postgres.sql";

    private const string Needs = ".needs_";

    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>
    /// All migrations in the order of their numbers, in the words of <paramref name="dialect"/>: <c>NNNN_name.sql</c> where both engines
    /// understand one text, else <c>NNNN_name.sqlite.sql</c> and <c>NNNN_name.postgres.sql</c>. The name is the same on both.
    /// </summary>
    public static IReadOnlyList<Migration> Embedded(Dialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var (own, other) = dialect == Dialect.Sqlite ? (Sqlite, Postgres) : (Postgres, Sqlite);
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(other, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(
                name[Folder.Length..].Replace(own, Suffix, StringComparison.Ordinal), ReadAll(assembly.GetManifestResourceStream(name)!)))];
    }

    /// <returns>The number of the migration that a release must know to serve on this one; null when any may.</returns>
    public static string? Needed(string name)
    {
        var at = name.IndexOf(Needs, StringComparison.Ordinal);
        return at < 0 ? null : name[(at + Needs.Length)..].Split('.')[0];
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
