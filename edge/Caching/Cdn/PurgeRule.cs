using Edge.Storage.Facts;

namespace Edge.Caching.Cdn;

/// <summary>What of a module's public answers is outdated by facts.</summary>
internal delegate ValueTask<List<PurgeTarget>> OutdatedBy(
    IServiceProvider services, IReadOnlyList<RecordedFact> facts, bool withPaths, CancellationToken cancellation);

/// <summary>A module's say in what is purged.</summary>
internal sealed record PurgeRule(OutdatedBy Targets);

internal static class PurgeRules
{
    /// <summary>Declares which tags, and if asked for which paths, facts make outdated.</summary>
    public static IServiceCollection AddPurges(this IServiceCollection services, OutdatedBy targets) =>
        services.AddSingleton(new PurgeRule(targets));
}
