namespace Edge.Storage.Migrations;

/// <summary>
/// One embedded, forward-only step of the schema. Once released its text never changes: the checksum holds it. Its name is
/// <c>NNNN_name.sql</c> when releases that do not know it may serve on it, and <c>NNNN_name.needs_MMMM.sql</c> when only those may that
/// know migration MMMM.
/// </summary>
/// <param name="checksum">SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits.</param>
/// <param name="text">Reads the text: only a migration that is to be applied needs its own.</param>
internal sealed class Migration(string name, string checksum, Func<string> text)
{
    private const string Folder = "migrations/";
    private const char BeforeChecksum = '#';
    private const string Suffix = ".sql";
    private const string Sqlite = ".sqlite.sql";
    private const string Postgres = ".postgres.sql";
    private const string Needs = ".needs_";

    public string Name { get; } = name;

    public string Checksum { get; } = checksum;

    public string Text => text();

    /// <summary>
    /// All migrations in the order of their numbers, in the words of <paramref name="dialect"/>: <c>NNNN_name.sql</c> where both engines
    /// understand one text, else <c>NNNN_name.sqlite.sql</c> and <c>NNNN_name.postgres.sql</c>. The name is the same on both.
    /// </summary>
    public static IReadOnlyList<Migration> Embedded(Dialect dialect)
    {
        var (own, other) = dialect == Dialect.Sqlite ? (Sqlite, Postgres) : (Postgres, Sqlite);
        return [.. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal) && !resource.Contains(other, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => Named(resource, own))];
    }

    /// <returns>The number of the migration that a release must know to serve on this one; null when any may.</returns>
    public static string? Needed(string name)
    {
        var at = name.IndexOf(Needs, StringComparison.Ordinal);
        return at < 0 ? null : name[(at + Needs.Length)..].Split('.')[0];
    }

    // The build names each resource "migrations/FILE#CHECKSUM" (Edge.csproj), so that a start hashes nothing.
    private static Migration Named(string resource, string own)
    {
        var hash = resource.LastIndexOf(BeforeChecksum);
        var name = resource[Folder.Length..hash].Replace(own, Suffix, StringComparison.Ordinal);
        return new Migration(name, resource[(hash + 1)..], () => ReadAll(resource));
    }

    private static string ReadAll(string resource)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
