using System.Reflection;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

internal static class OpenApi
{
    private const string Resource = "openapi.json";

    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        using var document = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new CommandFailure(Failures.Failed, "This build was made without its OpenAPI document; run npm run contracts and build again.");
        using var reader = new StreamReader(document);
        await output.WriteAsync(await reader.ReadToEndAsync());
        return 0;
    }
}
