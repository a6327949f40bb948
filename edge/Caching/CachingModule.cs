using Edge.Hosting.Configuration;

namespace Edge.Caching;

internal static class CachingModule
{
    public static WebApplicationBuilder AddCaching(this WebApplicationBuilder builder, Settings settings) => builder;
}
