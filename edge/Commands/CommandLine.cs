using System.CommandLine;
using System.CommandLine.Parsing;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;

namespace Edge.Commands;

/// <summary>What <c>edge</c> can be asked to do. <see cref="Failures"/> lists the exit codes.</summary>
internal static class CommandLine
{
    private static IEnumerable<Command> Table() =>
    [
        Plain("serve", "Serve (the default).", Serve.Run),
        Plain("migrate", "Bring the database to the schema of this release, and end.", Migrate.Run),
        Plain("check-config", "Print the effective configuration, or every fault in it; opens nothing.", CheckConfig.Run),
        WithUrl("healthcheck", "Ask a running service whether it is ready: exit 0, else 1.", Healthcheck.Run),
        WithFile("backup", "Write a consistent copy of the database to FILE while the service runs.", Backup.Run),
        WithFile("restore", "Put the backup FILE in the database's place; the service must be stopped.", Restore.Run),
        MoveCommand("move", "Move everything from SQLite to PostgreSQL or back, while the service runs."),
        ImportCommand("import", "Import shipments from FILE (.csv, .tsv, .ndjson, .jsonl)."),
        Plain("seed-demo", "Fill the database with demo parcels.", SeedDemo.Run),
        WithUser("sign-in-link", "Print a link that signs in once, within 15 minutes.", SignInLink.Run),
        Plain("openapi", "Print the OpenAPI document of this release.", OpenApi.Run),
        Plain("version", "Print the version.", Version.Run),
    ];

    public static Task<int> Run(string[] args) => Run(args, Console.Out, Console.Error);

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            // The parser costs milliseconds that the plain start has no use for.
            return args.Length == 0
                ? await Serve.Run(ConfigurationSources.Read(new Dictionary<string, string?>()), output)
                : await Invoke(args, output, error);
        }
        catch (Exception failure)
        {
            return await Failures.Report(failure, error);
        }
    }

    private static async Task<int> Invoke(string[] args, TextWriter output, TextWriter error)
    {
        var root = Root();
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return await Refuse(root, parsed, error);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are the serve command's own business
        });
    }

    private static async Task<int> Refuse(RootCommand root, ParseResult parsed, TextWriter error)
    {
        foreach (var fault in parsed.Errors)
            await error.WriteLineAsync(fault.Message);
        await error.WriteLineAsync();
        string[] help = parsed.CommandResult.Command is RootCommand ? ["--help"] : [parsed.CommandResult.Command.Name, "--help"];
        await root.Parse(help).InvokeAsync(new InvocationConfiguration { Output = error, ProcessTerminationTimeout = null });
        return Failures.Usage;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Edge: shipment tracking in one file. Without a command it serves.");
        root.Directives.Clear();
        foreach (var option in ConfigurationOptions.All)
            root.Options.Add(option);
        root.SetAction((parsed, _) => Serve.Run(ConfigurationOptions.Read(parsed), parsed.InvocationConfiguration.Output));
        foreach (var command in Table())
            root.Subcommands.Add(command);
        HelpText.PrintedBy(root);
        return root;
    }

    private static Command Plain(string name, string help, Func<Settings, TextWriter, Task<int>> run)
    {
        var command = new Command(name, help);
        command.SetAction((parsed, _) => run(ConfigurationOptions.Read(parsed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command ImportCommand(string name, string help)
    {
        var file = FileArgument();
        var organisation = new Option<string?>("--organisation") { HelpName = "NAME", Description = "Whose they are, by name or id. Default: the home organisation's." };
        var command = new Command(name, help) { file, organisation };
        command.SetAction((parsed, _) => Import.Run(
            ConfigurationOptions.Read(parsed), parsed.GetValue(file)!, parsed.GetValue(organisation), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Argument<string> FileArgument()
    {
        var file = new Argument<string>("FILE");
        file.Validators.Add(RefuseEmpty);
        return file;
    }

    private static Command WithFile(string name, string help, Func<Settings, string, TextWriter, Task<int>> run)
    {
        var file = FileArgument();
        var command = new Command(name, help) { file };
        command.SetAction((parsed, _) =>
            run(ConfigurationOptions.Read(parsed), parsed.GetValue(file)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command WithUrl(string name, string help, Func<Settings, string?, TextWriter, Task<int>> run)
    {
        var url = new Argument<string?>("URL") { Arity = ArgumentArity.ZeroOrOne, Description = "Default: the first configured address." };
        var command = new Command(name, help) { url };
        command.SetAction((parsed, _) =>
            run(ConfigurationOptions.Read(parsed), parsed.GetValue(url), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void RefuseEmpty(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: "" }, ..])
            result.AddError("FILE is empty.");
    }

    private static Command MoveCommand(string name, string help)
    {
        var from = new Option<string>("--from") { HelpName = "URL", Required = true, Description = "The database that is in service." };
        var to = new Option<string>("--to") { HelpName = "URL", Description = "An empty database, or one that this move has half filled." };
        var keep = new Option<bool>("--keep") { Description = "Copy only: the source stays in service." };
        var reopen = new Option<bool>("--reopen") { Description = "Take back the move away from --from; what was written elsewhere since is not in it." };
        var command = new Command(name, help) { from, to, keep, reopen };
        command.Validators.Add(result =>
        {
            if (result.GetValue(reopen) == (result.GetResult(to) is not null) || (result.GetValue(reopen) && result.GetValue(keep)))
                result.AddError("Give --to and perhaps --keep, or --reopen alone.");
        });
        command.SetAction((parsed, _) => Move.Run(
            ConfigurationOptions.Read(parsed, parsed.GetValue(from)),
            parsed.GetValue(to) is { } target ? ConfigurationOptions.Read(parsed, target) : null,
            parsed.GetValue(keep),
            parsed.GetValue(reopen),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command WithUser(string name, string help, Func<Settings, Role, string?, TextWriter, Task<int>> run)
    {
        var role = new Option<string>("--role")
        {
            HelpName = string.Join('|', WireName.All<Role>()),
            Description = $"What the link allows; {WireName.Of(Role.Admin)} unless it is given.",
            DefaultValueFactory = _ => WireName.Of(Role.Admin),
        };
        role.AcceptOnlyFromAmong([.. WireName.All<Role>()]);
        var user = new Option<string?>("--user") { HelpName = "ID|NAME", Description = "Whom it lets in, of whatever organisation, instead of --role." };
        var command = new Command(name, help) { role, user };
        command.Validators.Add(result =>
        {
            if (result.GetResult(user) is not null && result.GetResult(role) is { Implicit: false })
                result.AddError("Give --role or --user.");
        });
        command.SetAction((parsed, _) => run(
            ConfigurationOptions.Read(parsed),
            WireName.Parse<Role>(parsed.GetValue(role)!),
            parsed.GetValue(user),
            parsed.InvocationConfiguration.Output));
        return command;
    }
}
