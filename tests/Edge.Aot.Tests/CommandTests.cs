using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Edge.Aot.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Version_prints_the_version()
    {
        var (exitCode, output, error) = await EdgeBinary.Run(sandbox, "version");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(new Regex(@"\d+\.\d+\.\d+"), output);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        var (exitCode, output, _) = await EdgeBinary.Run(sandbox, "--help");

        Assert.Equal(0, exitCode);
        string[] commands = ["serve", "migrate", "check-config", "healthcheck", "sign-in-link", "openapi", "import", "seed-demo", "backup", "restore", "version"];
        Assert.All(commands, name => Assert.Contains($"  {name}", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("serve", "--no-such-option")]
    [InlineData("version", "surplus")]
    [InlineData("import")]
    public async Task Wrong_usage_is_told_on_stderr_with_exit_code_2(params string[] arguments)
    {
        var (exitCode, output, error) = await EdgeBinary.Run(sandbox, arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
        Assert.Empty(sandbox.Strays());
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("check-config")]
    [InlineData("migrate")]
    public async Task Wrong_configuration_is_told_whole_with_exit_code_78_and_opens_nothing(string command)
    {
        var (exitCode, _, error) = await EdgeBinary.Run(
            sandbox,
            [("EDGE_HOSTING__URLS", "nonsense"), ("EDGE_STORAGE__DATABASE", "mysql:x"), ("EDGE_STORAGE__READERS", "many")],
            command);

        Assert.Equal(78, exitCode);
        Assert.All(["EDGE_HOSTING__URLS", "EDGE_STORAGE__DATABASE", "EDGE_STORAGE__READERS"], name => Assert.Contains(name, error, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.GetDirectoryName(sandbox.Database)));
    }

    [Fact]
    public async Task Check_config_hides_secrets_and_opens_nothing()
    {
        const string secret = "a-master-key-of-more-than-thirty-two-characters";
        var (exitCode, output, error) = await EdgeBinary.Run(sandbox, [("EDGE_HOSTING__MASTERKEY", secret)], "check-config");

        Assert.Equal(0, exitCode);
        Assert.Contains("***", output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, output + error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(sandbox.Database)));
    }

    [Fact]
    public async Task Healthcheck_gives_0_while_the_service_is_ready_and_1_when_it_is_not()
    {
        string url;
        await using (var edge = await EdgeProcess.Start(sandbox))
        {
            url = edge.Url.AbsoluteUri;
            Assert.Equal(0, (await EdgeBinary.Run(sandbox, "healthcheck", url)).ExitCode);
            Assert.Equal(0, (await EdgeBinary.Run(sandbox, [("EDGE_HOSTING__URLS", url)], "healthcheck")).ExitCode);
            Assert.Equal(1, (await EdgeBinary.Run(sandbox, "healthcheck", $"{url}api/v1/nothing-is-here")).ExitCode);
        }

        Assert.Equal(1, (await EdgeBinary.Run(sandbox, "healthcheck", url)).ExitCode);
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_may_be_repeated()
    {
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "migrate")).ExitCode);
        Assert.True(File.Exists(sandbox.Database));
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "migrate")).ExitCode);
    }

    [Fact]
    public async Task Openapi_prints_the_committed_document()
    {
        var (exitCode, output, _) = await EdgeBinary.Run(sandbox, "openapi");

        Assert.Equal(0, exitCode);
        using var printed = JsonDocument.Parse(output);
        using var committed = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(EdgeBinary.Repository, "shared/openapi.json")));
        Assert.True(JsonElement.DeepEquals(committed.RootElement, printed.RootElement));
    }

    [Fact]
    public async Task Sign_in_link_works_without_a_running_service()
    {
        await EdgeBinary.Run(sandbox, "migrate");

        var (exitCode, output, _) = await EdgeBinary.Run(sandbox, "sign-in-link");

        Assert.Equal(0, exitCode);
        Assert.Matches(new Regex(@"^http://localhost:8080/sign-in#token=[\w-]{20,}\s*$", RegexOptions.Multiline), output);
    }

    [Theory]
    [InlineData("EDGE_HOSTING__URLS", "http://127.0.0.1")]
    [InlineData("EDGE_HOSTING__URLS", "http://localhost")]
    [InlineData("EDGE_HOSTING__URLS", "http://*")]
    [InlineData("EDGE_HOSTING__ADMINURLS", "http://127.0.0.1")]
    public async Task A_taken_address_is_told_in_one_line_with_its_setting(string setting, string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"{host}:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (exitCode, output, error) = await EdgeBinary.Run(
            sandbox, [("EDGE_HOSTING__URLS", "http://127.0.0.1:0"), ("EDGE_HOSTING__ADMINURLS", "http://127.0.0.1:0"), (setting, url)], "serve");

        Assert.Equal((69, $"{url}: address already in use; change {setting}, or stop what holds it.\n"), (exitCode, error));
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_demo_fills_an_empty_database()
    {
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "seed-demo")).ExitCode);

        Assert.True(Database.Count(sandbox.Database, "shipments") > 0);
        Assert.True(Database.Count(sandbox.Database, "events") > 0);
    }

    [Fact]
    public async Task A_backup_restores_what_it_saw()
    {
        await EdgeBinary.Run(sandbox, "seed-demo");
        var shipments = Database.Count(sandbox.Database, "shipments");
        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "backup", "copy.db")).ExitCode);
        Directory.Delete(Path.GetDirectoryName(sandbox.Database)!, recursive: true);

        Assert.Equal(0, (await EdgeBinary.Run(sandbox, "restore", "copy.db")).ExitCode);

        Assert.Equal(shipments, Database.Count(sandbox.Database, "shipments"));
    }
}
