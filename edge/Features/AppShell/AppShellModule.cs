using Edge.Caching.HttpCaching;
using Edge.Hosting.Configuration;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.SecurityHeaders;
using Microsoft.AspNetCore.Http.Metadata;

namespace Edge.Features.AppShell;

/// <summary>The web app, its API reference and the OpenAPI document, served from the bytes of the executable.</summary>
internal static class AppShellModule
{
    private const string ShellPath = "/index.html";
    private const string PageName = "page";
    private const int AfterAllOthers = 1;

    // One series of measurements for all files together, however many a release has.
    private static readonly MeasuredAs Asset = new("asset");

    public static IServiceCollection AddAppShell(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(AppShellOptions.Read(settings));
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<PagePath>(PagePath.Name));
        return WebPack.OpenEmbedded() is { } pack ? services.AddSingleton(pack) : services;
    }

    public static void MapAppShell(this WebApplication app)
    {
        if (app.Services.GetService<WebPack>() is not { } pack)
        {
            MapPages(app, http => Problems.WebAppNotBuilt().ExecuteAsync(http), CachePolicy.NoStore);
            return;
        }
        var oldest = app.Services.GetRequiredService<AppShellOptions>().PreviousReleases;
        foreach (var asset in pack.Assets)
        {
            if (asset.Age <= oldest)
                MapAsset(app, asset);
        }
        if (pack.Find(ShellPath) is not { } shell)
            throw new InvalidDataException($"web.pack has no {ShellPath}");
        MapPages(app, shell.Serve, shell.CachePolicy);
    }

    // A literal route: found without capturing values or touching the disk.
    private static void MapAsset(WebApplication app, PackedAsset asset) =>
        app.Map(asset.Path, asset.Serve).WithDisplayName($"asset {asset.Path}")
            .WithMetadata(Asset).AllowAnyone().Cached(asset.CachePolicy);

    private static void MapPages(WebApplication app, RequestDelegate serve, CachePolicy policy)
    {
        app.Map("/", serve).WithDisplayName(PageName).AllowAnyone().Cached(policy);
        app.Map($"/s/{{token:{PagePath.Name}}}/{{**rest}}", serve).WithDisplayName(PageName).WithOrder(AfterAllOthers)
            .AllowAnyone().Cached(policy).WithSecretPath();
        app.Map($"/{{first:{PagePath.Name}}}/{{**rest}}", serve).WithDisplayName(PageName).WithOrder(AfterAllOthers)
            .AllowAnyone().Cached(policy);
    }

    private sealed record MeasuredAs(string Route) : IRouteDiagnosticsMetadata;
}
