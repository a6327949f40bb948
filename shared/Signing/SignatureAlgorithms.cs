using Edge.Shared.Contracts;

namespace Edge.Shared.Signing;

public static class SignatureAlgorithms
{
    /// <summary>The name in the registry of HTTP signature algorithms, as in the <c>alg</c> parameter.</summary>
    public static string RegisteredName(this SignatureAlgorithm algorithm) => WireName.Of(algorithm).Replace('_', '-');
}
