using Edge.Hosting.Configuration;

namespace Edge.Features.ApiKeys;

/// <param name="MostPerOrganisation">How many keys of one organisation may hold at once: neither revoked nor expired.</param>
internal sealed record ApiKeyOptions(int MostPerOrganisation)
{
    public static ApiKeyOptions Read(Settings settings) => new(
        settings.Number(
            "ApiKeys:MostPerOrganisation", 1_000, 1, 100_000, "API keys that one organisation may have at once, revoked and expired ones aside."));
}
