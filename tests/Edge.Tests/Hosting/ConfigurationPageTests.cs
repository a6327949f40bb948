using System.Text;
using Edge.Hosting.Configuration;
using Edge.Tests.Baselines;
using Microsoft.Extensions.Configuration;

namespace Edge.Tests.Hosting;

public class ConfigurationPageTests
{
    private const string Intro = """
        # Configuration

        Generated from the settings that the code declares (`UPDATE_BASELINES=1 npm test`); `edge check-config` prints what is in force.

        A setting comes from, the later winning over the earlier:

        1. `appsettings.json` in the working directory: `{ "Hosting": { "Urls": "http://localhost:8080" } }`;
        2. its environment variable, or the file that the variable with `_FILE` behind its name points at, for secrets;
        3. the command line: `--set SECTION:NAME=VALUE`, and for short `--urls`, `--admin-urls`, `--database`, `--profile`.

        Every fault is listed at once at the start, which then ends with exit code 78 and nothing opened. Durations are a whole number
        and a unit: `500ms`, `30s`, `5m`, `12h`, `7d`. An empty value is the default.

        """;

    [Fact]
    public async Task Docs_list_every_declared_setting()
    {
        var settings = new Settings(new ConfigurationBuilder().Build(), []);
        await using var app = Program.Compose(settings);

        Baseline.Check("docs/CONFIGURATION.md", Page(settings.Known));
    }

    private static string Page(IEnumerable<Setting> settings)
    {
        var page = new StringBuilder(Intro);
        foreach (var section in settings.GroupBy(setting => setting.Key.Split(':')[0]))
        {
            page.Append($"\n## {section.Key}\n\n| variable | default | takes | what it does |\n|---|---|---|---|\n");
            foreach (var setting in section)
                page.Append($"| `{setting.Variable}` | {Code(setting.Default)} | {setting.Range} | {setting.Help.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
        return page.ToString();
    }

    private static string Code(string value) => value.Length == 0 ? "" : $"`{value}`";
}
