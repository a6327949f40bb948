using Edge.Hosting.Configuration;

namespace Edge.Pipeline.RateLimiting;

internal static class RateLimitingModule
{
    public static IServiceCollection AddRateLimiting(this IServiceCollection services, Settings settings) => services
        .AddSingleton(RateLimitingOptions.Read(settings))
        .AddSingleton<Limits>()
        .AddSingleton<Credentials>()
        .AddSingleton(provider => KeyLimits.Create(provider.GetRequiredService<TimeProvider>()));
}
