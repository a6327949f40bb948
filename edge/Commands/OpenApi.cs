using Edge.Features.AppShell;

namespace Edge.Commands;

/// <summary>Prints the OpenAPI document that this executable carries, the one it serves at /openapi/v1.json.</summary>
internal static class OpenApi
{
    private const string Path = "/openapi/v1.json";

    public static int Run()
    {
        if (WebPack.OpenEmbedded()?.Find(Path) is not { } document)
        {
            Console.Error.WriteLine("This build carries no OpenAPI document; make one that does with: npm run build");
            return 1;
        }
        using var output = Console.OpenStandardOutput();
        output.Write(document.Content.Span);
        return 0;
    }
}
