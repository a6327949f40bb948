using System.CommandLine;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>What <c>edge</c> can be asked to do. Exit codes follow sysexits.h: 0 done, 1 failed, 2 wrong usage, 78 wrong configuration.</summary>
internal static class CommandLine
{
    private const int UsageExitCode = 2;

    public static async Task<int> Run(string[] args)
    {
        try
        {
            if (args.Length == 0)
                return await Serve.Run(ConfigurationSources.Read(new Dictionary<string, string?>()));
            return await Root().Parse(args).InvokeAsync();
        }
        catch (ConfigurationFaultException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ConfigurationFaultException.ExitCode;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Edge: shipment tracking in one file.");
        root.Subcommands.Add(new Command("serve", "Serve (the default)."));
        var openApi = new Command("openapi", "Print the OpenAPI document of this service.");
        openApi.SetAction(_ => OpenApi.Run());
        root.Subcommands.Add(openApi);
        return root;
    }
}
