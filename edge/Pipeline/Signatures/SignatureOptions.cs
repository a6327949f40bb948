using Edge.Hosting.Configuration;

namespace Edge.Pipeline.Signatures;

/// <param name="MaxAge">A signature made longer ago is refused, and its nonce forgotten.</param>
/// <param name="ClockSkew">How far the clocks of caller and service may differ, and those of two nodes.</param>
internal sealed record SignatureOptions(TimeSpan MaxAge, TimeSpan ClockSkew)
{
    public static SignatureOptions Read(Settings settings) => new(
        settings.Duration("Signatures:MaxAge", "5m", "10s", "1h", "How long after its creation a signed request is taken."),
        settings.Duration("Signatures:ClockSkew", "30s", "0s", "5m", "How far a caller's clock may differ from this one's."));
}
