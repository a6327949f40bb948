using Edge.Hosting.Configuration;

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
            .AddRoutingCore()
            .ConfigureHttpJsonOptions(json => WireOptions.Apply(json.SerializerOptions))
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        return builder;
    }
}
