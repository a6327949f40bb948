using System.Text;
using Edge.Features.AppShell;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>Prints the OpenAPI document that this executable carries, the one it serves at /openapi/v1.json.</summary>
internal static class OpenApi
{
    private const string Path = "/openapi/v1.json";

    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        if (WebPack.OpenEmbedded()?.Find(Path) is not { } document)
            throw new CommandFailure(Failures.Failed, "This build carries no OpenAPI document; make one that does with: npm run build");
        await output.WriteAsync(Encoding.UTF8.GetString(document.Content.Span));
        return 0;
    }
}
