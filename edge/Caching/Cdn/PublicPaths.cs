namespace Edge.Caching.Cdn;

/// <summary>Where a module's public answers about these subjects are found; subjects that are not its own, or gone, have no path.</summary>
internal delegate ValueTask<List<string>> FindPaths(
    IServiceProvider services, IReadOnlyCollection<string> subjects, CancellationToken cancellation);

/// <summary>For caches that know no tags: a module's way from a subject to the paths of its public answers.</summary>
internal sealed record PublicPaths(FindPaths Find);

internal static class PublicPathsOfModules
{
    public static IServiceCollection AddPublicPaths(this IServiceCollection services, FindPaths find) =>
        services.AddSingleton(new PublicPaths(find));
}
