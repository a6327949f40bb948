using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.SecurityHeaders;

namespace Edge.Features.AppShell;

/// <summary>The web app, its API reference and the OpenAPI document, served from the bytes of the executable.</summary>
internal static class AppShellModule
{
    private const string ShellPath = "/index.html";
    private const string ReferencePath = "/docs";

    public static IServiceCollection AddAppShell(this IServiceCollection services)
    {
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
        foreach (var asset in pack.Assets)
            MapAsset(app, asset);
        if (pack.Find(ShellPath) is not { } shell)
            throw new InvalidDataException($"web.pack has no {ShellPath}");
        MapPages(app, shell.Serve, shell.CachePolicy);
    }

    // A literal route: found without capturing values or touching the disk.
    private static void MapAsset(WebApplication app, PackedAsset asset)
    {
        var route = app.Map(asset.Path, asset.Serve).WithDisplayName($"asset {asset.Path}").AllowAnyone().Cached(asset.CachePolicy);
        if (asset.Path == ReferencePath)
            route.WithContentSecurityPolicy(ContentSecurityPolicy.InlineStyles);
    }

    private static void MapPages(WebApplication app, RequestDelegate serve, CachePolicy policy)
    {
        app.Map("/", serve).WithDisplayName("page").AllowAnyone().Cached(policy);
        app.Map($"/{{first:{PagePath.Name}}}/{{**rest}}", serve).WithDisplayName("page").AllowAnyone().Cached(policy);
    }
}
