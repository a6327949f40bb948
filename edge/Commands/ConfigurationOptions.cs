using System.CommandLine;
using System.CommandLine.Parsing;
using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>The options that every command takes: they set configuration, and win over the environment and appsettings.json.</summary>
internal static class ConfigurationOptions
{
    private static readonly Option<string[]> Set = SetOption();

    private static readonly (string Key, Option<string> Option)[] Aliases =
    [
        Alias("--urls", "URLS", "Hosting:Urls"),
        Alias("--admin-urls", "URLS", "Hosting:AdminUrls"),
        Alias("--database", "URL", "Storage:Database"),
        Alias("--profile", "NAME", "Hosting:Profile"),
    ];

    public static IEnumerable<Option> All => [Set, .. Array.ConvertAll(Aliases, alias => alias.Option)];

    /// <summary>The settings from every source, with what the command line says on top.</summary>
    /// <param name="database">Stands for the setting of that name, when it is given.</param>
    public static Settings Read(ParseResult parsed, string? database = null)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in parsed.GetValue(Set) ?? [])
        {
            var (key, value) = Split(assignment)!.Value;
            values[key] = value;
        }
        foreach (var (key, option) in Aliases)
        {
            if (parsed.GetValue(option) is { } value)
                values[key] = value;
        }
        if (database is not null)
            values["Storage:Database"] = database;
        return ConfigurationSources.Read(values);
    }

    private static (string Key, Option<string> Option) Alias(string name, string shape, string key) =>
        (key, new Option<string>(name) { Description = $"Sets {key}.", HelpName = shape, Recursive = true });

    private static Option<string[]> SetOption()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "Sets one setting; may be repeated.",
            HelpName = "SECTION:NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            Recursive = true,
        };
        option.Validators.Add(RefuseMalformed);
        return option;
    }

    private static void RefuseMalformed(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (Split(token.Value) is null)
                result.AddError($"--set takes SECTION:NAME=VALUE, not '{token.Value.Split('=')[0]}'.");
        }
    }

    private static (string Key, string Value)? Split(string assignment)
    {
        var sign = assignment.IndexOf('=');
        var colon = assignment.IndexOf(':');
        return colon > 0 && colon < sign - 1 ? (assignment[..sign], assignment[(sign + 1)..]) : null;
    }
}
