using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Storage;

namespace Edge.Tests.Hosting;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("EDGE_STORAGE__READERS", "many", "EDGE_STORAGE__READERS: \"many\" is not a whole number from 1 to 256")]
    [InlineData("EDGE_STORAGE__READERS", "0", "from 1 to 256")]
    [InlineData("EDGE_STORAGE__READERS", "99999999999", "from 1 to 256")]
    [InlineData("EDGE_STORAGE__DATABASE", "mysql://u:geheim@h/d", "write sqlite:PATH")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h", "the name of the database is missing")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@/d", "a host is missing")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@a,/d", "a host is missing")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h:70000/d", "a host is missing or malformed")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h;Password=x/d", "a host is missing or malformed")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgresql://u:geheim@h/d?password=geheim", "an option is not known")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h/d?sslmode=geheim", "sslmode is one of")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h/d?pool_max=0", "pool_max is a whole number from 1")]
    [InlineData("EDGE_STORAGE__DATABASE", "postgres://u:geheim@h/d?pool_min=9&pool_max=8", "pool_min is greater than pool_max")]
    [InlineData("EDGE_STORAGE__DATABASE", "sqlite:", "write sqlite:PATH")]
    [InlineData("EDGE_HOSTING__URLS", "localhost:8080", "write http://HOST:PORT")]
    [InlineData("EDGE_HOSTING__URLS", "ftp://localhost:8080", "write http://HOST:PORT")]
    [InlineData("EDGE_HOSTING__URLS", "http://localhost:70000", "write http://HOST:PORT")]
    [InlineData("EDGE_HOSTING__URLS", " ; ", "at least one address")]
    [InlineData("EDGE_HOSTING__URLS", "https://localhost:8443", "EDGE_HOSTING__CERTIFICATE: an https address needs a certificate")]
    [InlineData("EDGE_HOSTING__CERTIFICATE", "/cert.pem", "EDGE_HOSTING__CERTIFICATEKEY: certificate and key go together")]
    [InlineData("EDGE_HOSTING__PROFILE", "Prod", "is not one of Development, Staging, Production")]
    [InlineData("EDGE_HOSTING__PROFILE", "2", "is not one of")]
    [InlineData("EDGE_HOSTING__PROFILE", "Production", "EDGE_HOSTING__MASTERKEY: Production needs a key")]
    [InlineData("EDGE_HOSTING__MASTERKEY", "short", "shorter than 32")]
    [InlineData("EDGE_HOSTING__SHUTDOWNDELAY", "5", "such as 30s")]
    [InlineData("EDGE_HOSTING__SHUTDOWNDELAY", "-5s", "such as 30s")]
    [InlineData("EDGE_HOSTING__SHUTDOWNDELAY", "999999999d", "such as 30s")]
    [InlineData("EDGE_HOSTING__URL", "http://localhost", "did you mean EDGE_HOSTING__URLS?")]
    [InlineData("EDGE_STORGE__READERS", "1", "did you mean EDGE_STORAGE__READERS?")]
    [InlineData("EDGE_NOWHERE__NOTHING", "1", "no such setting; remove it")]
    [InlineData("EDGE_HOSTING_URLS", "http://localhost", "write EDGE_HOSTING__URLS, with two underscores")]
    [InlineData("EDGE___", "1", "no such setting")]
    public void A_fault_names_the_variable_and_the_remedy(string variable, string value, string expected)
    {
        var fault = Assert.Single(Faults((variable, value)));

        Assert.StartsWith(expected.StartsWith("EDGE_", StringComparison.Ordinal) ? expected : $"{variable}: ", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_listed_at_once() =>
        Assert.Equal(4, Faults(
            ("EDGE_STORAGE__READERS", "x"), ("EDGE_HOSTING__PROFILE", "x"), ("EDGE_LIMITS__KEEPALIVE", "x"), ("EDGE_X__Y", "1")).Count);

    [Theory]
    [InlineData("EDGE_PORT", "tcp://10.0.0.1:8080")]
    [InlineData("EDGE_SERVICE_HOST", "10.0.0.1")]
    [InlineData("EDGE_STORAGE__READERS", "")]
    [InlineData("EDGE_STORAGE__READERS", " 4 ")]
    [InlineData("Edge_Storage__Readers", "many")]
    public void What_is_not_ours_or_empty_is_no_fault(string variable, string value) => Assert.Empty(Faults((variable, value)));

    [Fact]
    public void A_value_comes_from_the_file_that_a_variable_names()
    {
        File.WriteAllText(folder.File("readers"), "12\r\n");

        Assert.Equal(12, Read(("EDGE_STORAGE__READERS_FILE", folder.File("readers"))).Readers);
    }

    [Theory]
    [InlineData("missing", "cannot be read")]
    [InlineData("empty", "is empty")]
    [InlineData("huge", "is no single value")]
    [InlineData(".", "cannot be read")]
    [InlineData("", "cannot be read")]
    public void A_file_that_gives_no_value_is_a_fault(string name, string expected)
    {
        File.WriteAllText(folder.File("empty"), "");
        File.WriteAllText(folder.File("huge"), new string('x', 70_000));

        var fault = Assert.Single(Faults(("EDGE_HOSTING__MASTERKEY_FILE", name.Length == 0 ? "" : folder.File(name))));

        Assert.StartsWith("EDGE_HOSTING__MASTERKEY_FILE: ", fault, StringComparison.Ordinal);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_and_its_file_contradict_each_other()
    {
        File.WriteAllText(folder.File("readers"), "12");

        var fault = Assert.Single(Faults(("EDGE_STORAGE__READERS", "3"), ("EDGE_STORAGE__READERS_FILE", folder.File("readers"))));

        Assert.Equal("EDGE_STORAGE__READERS_FILE: EDGE_STORAGE__READERS is set too; keep one of the two", fault);
    }

    [Fact]
    public void The_same_setting_in_two_spellings_is_a_fault() =>
        Assert.Contains("is set too", Assert.Single(Faults(("EDGE_STORAGE__READERS", "3"), ("EDGE_storage__readers", "4"))), StringComparison.Ordinal);

    [Fact]
    public void The_command_line_wins_over_variables_and_those_over_the_file()
    {
        File.WriteAllText(folder.File("appsettings.json"), """{ "Storage": { "Readers": 2, "WriteBatch": 7, "WriteQueue": 5 } }""");

        var options = StorageOptions.Read(Settings(
            [("EDGE_STORAGE__READERS", "3"), ("EDGE_STORAGE__WRITEBATCH", "8")], new() { ["Storage:Readers"] = "4" }));

        Assert.Equal((4, 8, 5), (options.Readers, options.WriteBatch, options.WriteQueue));
    }

    [Theory]
    [InlineData("{", "appsettings.json: not a JSON object")]
    [InlineData("", "appsettings.json: not a JSON object")]
    [InlineData("[1]", "appsettings.json: not a JSON object")]
    [InlineData("""{ "Storage": { "Readers": 1, "readers": 2 } }""", "appsettings.json: not a JSON object")]
    [InlineData("""{ "Storage": { "Readers": true } }""", "EDGE_STORAGE__READERS: \"True\" is not a whole number")]
    [InlineData("""{ "Storage": { "Readers": [1, 2] } }""", "did you mean EDGE_STORAGE__READERS?")]
    [InlineData("""{ "Storage": "sqlite:x" }""", "EDGE_STORAGE: no such setting")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Debug" } } }""", "EDGE_LOGGING__LOGLEVEL__DEFAULT: no such setting")]
    public void A_malformed_file_is_a_fault(string json, string expected)
    {
        File.WriteAllText(folder.File("appsettings.json"), json);

        Assert.Contains(Faults(), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_is_shown_nowhere()
    {
        var key = "0123456789-0123456789-0123456789";
        var settings = Settings([("EDGE_HOSTING__MASTERKEY", key)]);
        var options = HostingOptions.Read(settings);

        Assert.Equal(key, options.MasterKey.Reveal());
        Assert.DoesNotContain(key, options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Known, setting => setting.ToString().Contains(key, StringComparison.Ordinal));
    }

    private StorageOptions Read(params (string Name, string Value)[] variables) => StorageOptions.Read(Settings(variables));

    private IReadOnlyList<string> Faults(params (string Name, string Value)[] variables)
    {
        var settings = Settings(variables);
        HostingOptions.Read(settings);
        StorageOptions.Read(settings);
        try
        {
            settings.Verify();
            return [];
        }
        catch (ConfigurationFaultException error)
        {
            return error.Faults;
        }
    }

    private Settings Settings((string Name, string Value)[] variables, Dictionary<string, string?>? commandLine = null) =>
        ConfigurationSources.Read(commandLine ?? [], variables.ToDictionary(pair => pair.Name, pair => pair.Value), folder.Path);
}
