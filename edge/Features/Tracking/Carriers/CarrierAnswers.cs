using System.Security.Cryptography;
using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Caching.TwoLevel;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>The list of carriers as a cached answer: it changes with a release only, and never leaves the node.</summary>
internal sealed class CarrierAnswers
{
    public const string Key = "/api/v1/carriers";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public CacheFamily Family { get; } = new(
        "carriers", CachePolicy.Reference, new CacheSource((_, _) => Task.FromResult(Render()), null, null));

    private static Filled Render()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(CarrierCatalog.List, WireJson.Default.CarrierList);
        var version = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8));
        return RenderedAnswer.Render(json, version, CachePolicy.Reference, [], Lifetime);
    }
}
