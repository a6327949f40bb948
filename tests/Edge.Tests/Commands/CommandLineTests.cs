using Edge.Commands;
using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("migrate", "--frobnicate")]
    [InlineData("migrate", "more")]
    [InlineData("backup")]
    [InlineData("backup", "")]
    [InlineData("backup", "a", "b")]
    [InlineData("migrate", "--set")]
    [InlineData("migrate", "--set", "Storage:Readers")]
    [InlineData("migrate", "--set", "Readers=3")]
    [InlineData("migrate", "--set", ":Readers=3")]
    [InlineData("--urls")]
    public async Task Wrong_usage_shows_the_usage_on_stderr_and_ends_with_2(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("migrate", "--help")]
    public async Task Help_goes_to_stdout(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("--set <SECTION:NAME=VALUE>", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_config_prints_what_is_in_force_and_opens_nothing()
    {
        var (code, output, error) = await Run(
            "check-config", "--set", "Hosting:MasterKey=0123456789-0123456789-0123456789", "--set", "Storage:Readers=3", Database);

        Assert.Equal((0, ""), (code, error));
        Assert.Matches("EDGE_HOSTING__MASTERKEY += \\*\\*\\*\n", output);
        Assert.Matches("EDGE_STORAGE__READERS += 3\n", output);
        Assert.Matches("EDGE_STORAGE__WRITEBATCH += 256  \\(default\\)\n", output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("check-config")]
    [InlineData("serve")]
    [InlineData("migrate")]
    public async Task Wrong_configuration_ends_with_78_and_every_fault(string command)
    {
        var (code, _, error) = await Run(command, "--set", "Storage:Readers=x", "--profile", "x", "--set", "A:B=", Database);

        Assert.Equal(78, code);
        Assert.Equal(3, error.TrimEnd().Split('\n').Length);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Migrate_is_done_once()
    {
        Assert.Contains("Applied", (await Run("migrate", Database)).Output, StringComparison.Ordinal);
        Assert.Equal((0, "The database is up to date.\n", ""), await Run("migrate", Database));
    }

    [Theory]
    [InlineData("sign-in-link")]
    [InlineData("backup", "copy.db")]
    [InlineData("import", "parcels.csv")]
    public async Task A_command_that_needs_a_database_makes_none(params string[] command)
    {
        await File.WriteAllTextAsync(folder.File("parcels.csv"), "number\n1Z999AA10123456784\n");
        command = [command[0], .. command[1..].Select(folder.File), "--database", $"sqlite:{folder.File("mistyped/edge.db")}"];

        var (code, output, error) = await Run(command);

        Assert.Equal((69, ""), (code, output));
        Assert.StartsWith($"There is no database at {folder.File("mistyped/edge.db")}; correct EDGE_STORAGE__DATABASE", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal([folder.File("parcels.csv")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Import_fills_the_named_organisation_and_says_when_there_is_none_or_several()
    {
        const string parcels = "number,carrier\nA1,other\nA2,other\n";
        await File.WriteAllTextAsync(folder.File("parcels.csv"), parcels);
        await using (var server = await EdgeServer.Start(("Storage:Database", $"sqlite:{folder.File("edge.db")}")))
        {
            foreach (var (number, name) in (IEnumerable<(long, string)>)[(2, "North"), (3, "South"), (4, "South")])
            {
                await server.Services.GetRequiredService<Database>().Write(
                    $"insert into organisations (seq, id, name, created_at) values ({number}, {Named(number)}, {name}, 0)");
            }
        }

        Assert.Contains("2 created, 0 already there", (await Import("--organisation", "North")).Output, StringComparison.Ordinal);
        Assert.Contains("2 created, 0 already there", (await Import("--organisation", Named(3).ToString())).Output, StringComparison.Ordinal);
        Assert.Contains("2 created, 0 already there", (await Import()).Output, StringComparison.Ordinal);
        var nobody = await Import("--organisation", "Nobody");
        Assert.Equal((2, "--organisation Nobody: no organisation has this name or id.\n"), (nobody.Code, nobody.Error));
        var several = await Import("--organisation", "South");
        Assert.Equal((2, "--organisation South: several organisations have this name; give the id.\n"), (several.Code, several.Error));
        await using var after = await EdgeServer.Start(("Storage:Database", $"sqlite:{folder.File("edge.db")}"));
        var database = after.Services.GetRequiredService<Database>();
        foreach (var number in (long[])[1, 2, 3])
            Assert.Equal(2, await database.Read(session => session.Number($"select count(*) from shipments where organisation = {number}")));

        Task<(int Code, string Output, string Error)> Import(params string[] options) =>
            Run(["import", folder.File("parcels.csv"), .. options, "--database", $"sqlite:{folder.File("edge.db")}"]);

        static Guid Named(long number) => new(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, (byte)number);
    }

    [Theory]
    [InlineData("a folder")]
    [InlineData("no database")]
    [InlineData("no way")]
    public async Task A_database_that_cannot_be_opened_is_told_in_one_line(string kind)
    {
        var path = folder.File("edge.db");
        if (kind == "a folder")
            Directory.CreateDirectory(path);
        else
            File.WriteAllText(path, new string('x', 5_000));
        if (kind == "no way")
            path = Path.Combine(path, "edge.db");

        var (code, _, error) = await Run("serve", "--database", $"sqlite:{path}", "--urls", "http://127.0.0.1:0");

        Assert.Equal(69, code);
        Assert.StartsWith($"The database {path} cannot be opened: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Healthcheck_tells_by_its_exit_code()
    {
        await using var server = await EdgeServer.Start();

        Assert.Equal(0, (await Run("healthcheck", $"{server.Http.BaseAddress}health/live")).Code);
        Assert.Equal(1, (await Run("healthcheck", $"{server.Http.BaseAddress}api/v1/nowhere")).Code);
        Assert.Equal(1, (await Run("healthcheck", $"http://127.0.0.1:{EdgeProcess.FreePort()}/")).Code);
        Assert.Equal(2, (await Run("healthcheck", "nonsense")).Code);
    }

    [Fact]
    public async Task Version_names_the_release() => Assert.Matches("^\\d+\\.\\d+\\.\\d+", (await Run("version")).Output);

    [Fact]
    public async Task A_backup_taken_under_writes_is_restored_and_the_replaced_database_kept()
    {
        await using (var server = await EdgeServer.Start(("Storage:Database", $"sqlite:{folder.File("edge.db")}")))
        {
            var database = server.Services.GetRequiredService<Database>();
            var facts = server.Services.GetRequiredService<FactLog>();
            await Append(database, facts, "before");
            Assert.Equal(0, (await Run("backup", folder.File("copy.db"), Database)).Code);
            Assert.Equal(73, (await Run("backup", folder.File("copy.db"), Database)).Code);
            await Append(database, facts, "after");
        }

        var (code, output, _) = await Run("restore", folder.File("copy.db"), Database);

        Assert.Equal(0, code);
        Assert.Equal(["before"], await Facts(folder.File("edge.db")));
        var kept = Directory.GetFiles(folder.Path, "edge.db.before-restore-*").Single(name => !name.EndsWith("-wal", StringComparison.Ordinal));
        Assert.Contains(kept, output, StringComparison.Ordinal);
        Assert.Equal(["before", "after"], await Facts(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("copy.db")));
    }

    [Fact]
    public async Task Restore_refuses_while_a_service_uses_the_database()
    {
        await Run("migrate", Database);
        Assert.Equal(0, (await Run("backup", folder.File("copy.db"), Database)).Code);
        await using var service = await EdgeProcess.Serve(folder);

        var (code, _, error) = await Run("restore", folder.File("copy.db"), Database);

        Assert.Equal((69, $"The database {folder.File("edge.db")} is in use; stop the service first\n"), (code, error));
    }

    [Theory]
    [InlineData("text", 65, "damaged, or not a database")]
    [InlineData("foreign", 65, "is not a database of Edge")]
    [InlineData("newer", 65, "9999_later.sql, which this build does not know")]
    [InlineData("truncated", 65, "is damaged")]
    [InlineData("missing", 73, "cannot be restored")]
    public async Task Restore_refuses_what_is_no_backup_and_leaves_the_database_alone(string kind, int expected, string reason)
    {
        await Run("migrate", Database);
        var before = await File.ReadAllBytesAsync(folder.File("edge.db"));
        var file = folder.File("candidate");
        Make(kind, file);

        var (code, _, error) = await Run("restore", file, Database);

        Assert.Equal(expected, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("edge.db")));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp*"));
    }

    private void Make(string kind, string file)
    {
        if (kind == "text")
            File.WriteAllText(file, "hello");
        if (kind is "newer" or "truncated")
            File.Copy(folder.File("edge.db"), file);
        if (kind == "foreign")
            Sql(file, "create table t (x)");
        if (kind == "newer")
            Sql(file, "insert into migrations values ('9999_later.sql', 'x', 0)");
        if (kind == "truncated")
        {
            using var stream = File.OpenWrite(file);
            stream.SetLength(stream.Length / 2 / 4096 * 4096);
        }
    }

    private static void Sql(string file, string text)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static Task<int> Append(Database database, FactLog facts, string subject) => database.Transaction(async session =>
    {
        await facts.Append(session, new Fact("Happened", subject));
        return 0;
    });

    private static async Task<List<string>> Facts(string path)
    {
        await using var server = await EdgeServer.Start(("Storage:Database", $"sqlite:{path}"));
        var facts = await server.Facts();
        return [.. facts.Where(fact => fact.Kind == "Happened").Select(fact => fact.Subject)];
    }

    private string Database => $"--database=sqlite:{folder.File("edge.db")}";

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.Run(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
