using System.Collections;

namespace Edge.Hosting.Configuration;

/// <summary>Where settings come from, weakest first: appsettings.json in the working directory, <c>EDGE_*</c> variables, the command line.</summary>
internal static class ConfigurationSources
{
    private const string Prefix = "EDGE_";
    private const string FileSuffix = "_FILE";

    public static Settings Read(IReadOnlyDictionary<string, string?> commandLine)
    {
        var faults = new List<string>();
        var builder = new ConfigurationBuilder();
        var file = Path.Combine(Environment.CurrentDirectory, "appsettings.json");
        if (File.Exists(file))
            builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        builder.AddInMemoryCollection(FromEnvironment(Environment.GetEnvironmentVariables(), faults));
        builder.AddInMemoryCollection(commandLine);
        return new Settings(builder.Build(), faults);
    }

    /// <summary>
    /// <c>EDGE_SECTION__NAME</c> becomes <c>Section:Name</c>; <c>EDGE_SECTION__NAME_FILE</c> reads the value from a file, as container
    /// secrets are mounted. A variable without a double underscore is not ours: Kubernetes sets EDGE_PORT for a service named edge.
    /// </summary>
    internal static Dictionary<string, string?> FromEnvironment(IDictionary variables, IList<string> faults)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in variables)
        {
            var name = (string)entry.Key;
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.Contains("__", StringComparison.Ordinal))
                continue;
            var key = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (key.EndsWith(FileSuffix, StringComparison.Ordinal))
                ReadFile(values, key[..^FileSuffix.Length], name, (string)entry.Value!, variables, faults);
            else
                values[key] = (string?)entry.Value;
        }
        return values;
    }

    private static void ReadFile(
        Dictionary<string, string?> values, string key, string name, string path, IDictionary variables, IList<string> faults)
    {
        if (variables.Contains(name[..^FileSuffix.Length]))
        {
            faults.Add($"{name}: {name[..^FileSuffix.Length]} is set too; keep one of the two");
            return;
        }
        try
        {
            values[key] = File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add($"{name}: the file \"{path}\" cannot be read; mount it or correct the path");
        }
    }
}
