using Edge.Hosting.Configuration;

namespace Edge.Pipeline.RateLimiting;

/// <summary>Requests per minute and partition, which is also how many may come at once; 0 switches a limit off.</summary>
internal sealed record RateLimitingOptions(
    int SignIn, int Follow, int FollowMisses, int FollowNumberMisses, int Details, int DetailsMisses, int Subscribe, int Reads, int Writes,
    int RefusedCredentials)
{
    private const int Max = 10_000_000;

    public static RateLimitingOptions Read(Settings settings) => new(
        settings.Number("RateLimiting:SignIn", 10, 0, Max, "Tries of sign-in links per minute and address; 0 for no limit."),
        settings.Number("RateLimiting:Follow", 60, 0, Max, "Numbers asked for per minute and address; 0 for no limit."),
        settings.Number("RateLimiting:FollowMisses", 20, 0, Max, "Numbers not found per minute and address, ten times as many per IPv6 /48; 0 for no limit."),
        settings.Number("RateLimiting:FollowNumberMisses", 10, 0, Max, "Wrong postcodes per minute and tracking number; 0 for no limit."),
        settings.Number("RateLimiting:Details", 5, 0, Max, "Tries of a postcode per minute, address and parcel; 0 for no limit."),
        settings.Number("RateLimiting:DetailsMisses", 10, 0, Max, "Wrong postcodes per minute and parcel; 0 for no limit."),
        settings.Number("RateLimiting:Subscribe", 60, 0, Max, "Subscriptions to notifications made or asked for per minute and address; 0 for no limit."),
        settings.Number("RateLimiting:Reads", 0, 0, Max, "Reads of the API per minute and caller, or address; 0 for no limit, as behind a CDN."),
        settings.Number("RateLimiting:Writes", 0, 0, Max, "Writes per minute and caller; 0 for no limit, as where partners send what they scan."),
        settings.Number(
            "RateLimiting:RefusedCredentials", 300, 0, Max,
            "Wrong API keys, sessions and signatures per minute and address, ten times as many per IPv6 /48; 0 for no limit."));
}
