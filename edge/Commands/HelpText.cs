using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Edge.Commands;

/// <summary>
/// What <c>--help</c> prints. The library's own help can be customised and wrapped, which this has no use for, and costs 0.2 MB.
/// </summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Stands in for the library's own help on every command below.</summary>
    public static void PrintedBy(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
                help.Action = new HelpText();
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        output.WriteLine($"Description:\n  {command.Description}\n\nUsage:\n  {Usage(command)}\n");
        Print(output, "Arguments", [.. command.Arguments], argument => ($"<{argument.Name}>", argument.Description));
        Print(output, "Options", OptionsOf(command), option => (Shape(option), option.Description));
        Print(output, "Commands", [.. command.Subcommands], sub => (sub.Name + Arguments(sub), sub.Description));
        return 0;
    }

    private static string Usage(Command command) => command is RootCommand
        ? "edge [command] [options]"
        : $"edge {command.Name}{Arguments(command)} [options]";

    private static string Arguments(Command command) => string.Concat(command.Arguments.Select(
        argument => argument.Arity.MinimumNumberOfValues == 0 ? $" [<{argument.Name}>]" : $" <{argument.Name}>"));

    private static List<Option> OptionsOf(Command command)
    {
        var options = new List<Option>(command.Options);
        foreach (var parent in command.Parents)
        {
            if (parent is Command { Options: var inherited })
                options.AddRange(inherited.Where(option => option.Recursive));
        }
        return options;
    }

    private static string Shape(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name));
        var value = option.HelpName is { } name ? $" <{name}>" : "";
        return names + value + (option.Required ? " (REQUIRED)" : "");
    }

    private static void Print<T>(TextWriter output, string title, List<T> items, Func<T, (string Left, string? Right)> columns)
        where T : class
    {
        if (items.Count == 0)
            return;
        var width = 0;
        foreach (var item in items)
            width = Math.Max(width, columns(item).Left.Length);
        output.WriteLine($"{title}:");
        foreach (var item in items)
            output.WriteLine($"  {columns(item).Left.PadRight(width)}  {columns(item).Right}".TrimEnd());
        output.WriteLine();
    }
}
