using System.Text;
using Edge.Features.AppShell;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>Prints the document that this executable also serves.</summary>
internal static class OpenApi
{
    private const string Path = "/openapi/v1.json";

    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        var document = WebPack.OpenEmbedded()?.Find(Path)
            ?? throw new CommandFailure(Failures.Failed, "This build was made without its OpenAPI document; make one that has it: npm run build.");
        await output.WriteAsync(Encoding.UTF8.GetString(document.Content.Span));
        return 0;
    }
}
