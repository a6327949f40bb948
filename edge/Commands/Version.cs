using System.Reflection;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

internal static class Version
{
    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        await output.WriteLineAsync(version!.InformationalVersion);
        return 0;
    }
}
