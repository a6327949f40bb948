using System.Collections;
using System.Text.Json;

namespace Edge.Hosting.Configuration;

/// <summary>Where settings come from, weakest first: appsettings.json in the working directory, <c>EDGE_*</c> variables, the command line.</summary>
internal static class ConfigurationSources
{
    private const string Prefix = "EDGE_";
    private const string FileSuffix = "_FILE";
    private const string JsonFile = "appsettings.json";
    private const int MaxFileBytes = 64 * 1024;

    public static Settings Read(IReadOnlyDictionary<string, string?> commandLine) =>
        Read(commandLine, Environment.GetEnvironmentVariables(), Environment.CurrentDirectory);

    public static Settings Read(IReadOnlyDictionary<string, string?> commandLine, IDictionary variables, string folder)
    {
        var faults = new List<string>();
        var strays = new List<string>();
        var builder = new ConfigurationBuilder();
        builder.AddInMemoryCollection(FromJson(Path.Combine(folder, JsonFile), faults));
        builder.AddInMemoryCollection(FromEnvironment(variables, faults, strays));
        builder.AddInMemoryCollection(commandLine);
        return new Settings(builder.Build(), faults, strays);
    }

    private static IEnumerable<KeyValuePair<string, string?>> FromJson(string path, List<string> faults)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            using var stream = File.OpenRead(path);
            return [.. new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()];
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidDataException)
        {
            var place = (error as JsonException ?? error.InnerException as JsonException)?.LineNumber is { } line ? $" near line {line + 1}" : "";
            faults.Add($"{JsonFile}: not a JSON object of settings{place}; correct {path} or remove it");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{JsonFile}: {path} cannot be read; allow it or remove it");
        }
        return [];
    }

    /// <summary>
    /// <c>EDGE_SECTION__NAME</c> becomes <c>Section:Name</c>; <c>EDGE_SECTION__NAME_FILE</c> reads the value from a file, as container
    /// secrets are mounted. A variable without a double underscore is not ours: Kubernetes sets EDGE_PORT for a service named edge.
    /// </summary>
    private static Dictionary<string, string?> FromEnvironment(IDictionary variables, List<string> faults, List<string> strays)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in variables.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            if (!name.Contains("__", StringComparison.Ordinal))
            {
                strays.Add(name);
                continue;
            }
            var isFile = name.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase);
            var variable = isFile ? name[..^FileSuffix.Length] : name;
            var key = variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (!owners.TryAdd(key, name))
                faults.Add($"{name}: {owners[key]} is set too; keep one of the two");
            else
                values[key] = isFile ? ReadFile(name, (string)variables[name]!, faults) : (string?)variables[name];
        }
        return values;
    }

    private static string? ReadFile(string name, string path, List<string> faults)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[MaxFileBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var value = System.Text.Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
            if (length <= MaxFileBytes && value.Length > 0)
                return value;
            faults.Add($"{name}: the file \"{path}\" is {(length == 0 ? "empty" : "no single value")}; write the value into it");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add($"{name}: the file \"{path}\" cannot be read; mount it or correct the path");
        }
        return null;
    }
}
