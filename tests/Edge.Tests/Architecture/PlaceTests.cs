using System.Text.RegularExpressions;

namespace Edge.Tests.Architecture;

/// <summary>What may stand only in certain places.</summary>
public partial class PlaceTests
{
    // Stores that go by the word their callers use.
    private static readonly string[] StoresByAnotherName =
    [
        "edge/Pipeline/Idempotency/IdempotentWrites.cs",
        "edge/Features/Tracking/Shipments/ShipmentQuery.cs",
        "edge/Features/Tracking/Shipments/PostgresShipmentQuery.cs",
    ];

    // Files named after the outside system they speak to; none yet.
    private static readonly string[] OutsideSystems = [];

    [Fact]
    public void Sql_stands_in_endpoints_stores_and_storage_only() =>
        Assert.Empty(Offenders(Sql(), file =>
            file.Layer is "Storage" || file.IsEndpoint || file.Name.EndsWith("Store.cs", StringComparison.Ordinal) || StoresByAnotherName.Contains(file.Path)));

    [Fact]
    public void The_environment_is_read_in_hosting_only() =>
        Assert.Empty(Offenders(EnvironmentVariable(), file => file.Layer is "Hosting"));

    [Fact]
    public void Only_the_file_of_an_outside_system_speaks_http_to_it() =>
        Assert.Empty(Offenders(HttpClientUse(), file => OutsideSystems.Contains(file.Path)));

    [Fact]
    public void Only_commands_and_the_log_write_to_the_console() =>
        Assert.Empty(Offenders(ConsoleUse(), file => file.Layer is "Commands" || file.Path is "edge/Observability/ObservabilityModule.cs"));

    [Fact]
    public void Middleware_lives_in_pipeline_and_caching() =>
        Assert.Empty(SourceTree.Service
            .Where(file => file.Name.EndsWith("Middleware.cs", StringComparison.Ordinal) && file.Layer is not ("Pipeline" or "Caching" or "Observability"))
            .Select(file => file.Path));

    [Fact]
    public void An_interface_has_two_implementations_in_the_tree()
    {
        var product = SourceTree.CSharp.Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal)).ToList();
        var lonely =
            from file in product
            from Match match in Interface().Matches(file.Code)
            let name = match.Groups[1].Value
            let implementations = product.Sum(other => Regex.Count(other.Code, $@"\b(?:class|record|struct)\b[^{{;]*:\s[^{{;]*\b{name}\b"))
            where implementations < 2
            select $"{file.Path}: {name} has {implementations}";
        Assert.Empty(lonely);
    }

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        string[] drawers = ["Common", "Utils", "Helpers", "Models", "Services", "Extensions", "Managers"];
        Assert.DoesNotContain(SourceTree.Folders, path => drawers.Contains(path.Split('/')[^1], StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Offenders(Regex pattern, Func<SourceFile, bool> mayStandIn) =>
        SourceTree.Service.Where(file => !mayStandIn(file) && pattern.IsMatch(file.Code)).Select(file => file.Path);

    [GeneratedRegex("\"\\s*(?:select\\s.+?\\sfrom|insert\\s+(?:or\\s+\\w+\\s+)?into|update\\s+\\w+\\s+set|delete\\s+from|with\\s+\\w+\\s+as)\\b", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bGetEnvironmentVariables?\b|\bAddEnvironmentVariables\b")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"\b(?:HttpClient|SocketsHttpHandler|HttpMessageInvoker)\b")]
    private static partial Regex HttpClientUse();

    [GeneratedRegex(@"\bConsole\.")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"\binterface\s+(I\w+)")]
    private static partial Regex Interface();
}
