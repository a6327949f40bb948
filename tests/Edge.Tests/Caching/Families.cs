using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;

namespace Edge.Tests.Caching;

/// <summary>Families of keys for tests that ask no source.</summary>
internal static class Families
{
    public static CacheFamily Named(string name) => new(
        name, CachePolicy.Public, new CacheSource((_, _) => Task.FromResult(Filled.Nothing), null, null));
}
