using Edge.Hosting.Configuration;

namespace Edge.Commands;

/// <summary>Prints the effective configuration, a setting a line: variable, value, and whether it is the default.</summary>
internal static class CheckConfig
{
    public static async Task<int> Run(Settings settings, TextWriter output)
    {
        try
        {
            await using var app = Program.Compose(settings);
        }
        finally
        {
            await Print(settings.Known, output);
        }
        return 0;
    }

    private static async Task Print(IReadOnlyList<Setting> settings, TextWriter output)
    {
        var width = settings.Max(setting => setting.Variable.Length);
        foreach (var setting in settings)
            await output.WriteLineAsync($"{setting.Variable.PadRight(width)} = {Shown(setting)}{(setting.IsDefault ? "  (default)" : "")}");
    }

    private static string Shown(Setting setting) =>
        setting.Effective.Length == 0 ? "-" : WithoutPassword(setting.Effective.ReplaceLineEndings(" "));

    // A URL may carry a password although its setting is no secret.
    private static string WithoutPassword(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.LastIndexOf('@');
        return start >= 3 && end > start ? $"{text[..start]}***{text[end..]}" : text;
    }
}
