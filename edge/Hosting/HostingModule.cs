using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;

namespace Edge.Hosting;

internal static class HostingModule
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, Settings settings)
    {
        var options = HostingOptions.Read(settings);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new KeyedHash(options.MasterKey))
            .AddSingleton<Readiness>()
            .AddRoutingCore()
            .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default))
            .Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        return builder;
    }
}
