using Edge.Hosting.Configuration;
using Edge.Hosting.Systemd;
using Edge.Hosting.Tls;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

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
            .AddLogger<SystemdNotifier>()
            .AddSingleton<Shutdown>()
            .AddLogger<Shutdown>()
            .AddLogger<ServerCertificate>()
            .AddRoutingCore()
            .AddOptionsOf<JsonOptions>()
            .AddOptionsOf<RouteOptions>()
            .AddOptionsOf<RouteHandlerOptions>()
            .AddOptionsOf<FormOptions>()
            .AddOptionsOf<HostOptions>()
            .AddOptionsOf<KestrelServerOptions>()
            .AddOptionsOf<SocketTransportOptions>()
            .ConfigureHttpJsonOptions(json => WireOptions.Apply(json.SerializerOptions))
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        return builder;
    }

    /// <summary>
    /// Builds what was mapped, once and on another thread: it is a fifth of a start. The framework's own sources would build it anew for
    /// everyone who asks, first of all for the first request while it waits.
    /// </summary>
    public static Task BuildEndpoints(this WebApplication app)
    {
        var mapped = ((IEndpointRouteBuilder)app).DataSources;
        var all = new CompositeEndpointDataSource([.. mapped]);
        mapped.Clear();
        mapped.Add(all);
        return Task.Run(() => all.Endpoints);
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
