using Edge.Hosting;
using Edge.Hosting.Configuration;

namespace Edge.Storage.Redis;

internal static class RedisModule
{
    /// <summary>Registers <see cref="RedisClient"/> where an address is configured, and nothing where none is: ask for it as optional.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, Settings settings)
    {
        var options = RedisOptions.Read(settings);
        if (options.Address is not null)
            services.AddSingleton(options).AddSingleton<RedisMetrics>().AddSingleton<RedisClient>().AddLogger<RedisClient>();
        return services;
    }
}
