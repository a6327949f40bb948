using Edge.Hosting.Configuration;
using Edge.Hosting.Systemd;

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
            .AddSingleton<IHostLifetime, SilentLifetime>()
            .AddSingleton<Readiness>()
            .AddSingleton<SystemdNotifier>()
            .AddSingleton<Shutdown>()
            .AddRoutingCore()
            .ConfigureHttpJsonOptions(json => WireOptions.Apply(json.SerializerOptions))
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        return builder;
    }

    /// <summary>Opens the listeners, then says so to whoever waits for it.</summary>
    /// <param name="beforeReady">Done while the service answers already, but nobody is sent to it yet.</param>
    public static async Task StartHosting(this WebApplication app, Func<Task> beforeReady)
    {
        var options = app.Services.GetRequiredService<HostingOptions>();
        Listeners.RemoveStaleSockets(options);
        ListenProbe.Run(options);
        await app.StartAsync();
        await beforeReady();
        app.Services.GetRequiredService<Readiness>().Started();
        app.Services.GetRequiredService<SystemdNotifier>().Ready();
    }
}
