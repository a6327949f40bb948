using Edge.Storage;

namespace Edge.Commands;

/// <summary>For commands that work on what is there: a mistyped path must not become a new, empty database. A server says itself what it does not have.</summary>
internal static class ExistingDatabase
{
    /// <exception cref="CommandFailure">There is none.</exception>
    public static void Require(IServiceProvider services)
    {
        var options = services.GetRequiredService<StorageOptions>();
        if (options.Server is not null)
            return;
        var path = Path.GetFullPath(options.SqlitePath);
        if (!File.Exists(path))
        {
            throw new CommandFailure(
                Failures.Unavailable,
                $"There is no database at {path}; correct EDGE_STORAGE__DATABASE or --database, or make a new one there with: edge migrate");
        }
    }
}
