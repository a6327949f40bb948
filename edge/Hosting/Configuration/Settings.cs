using System.Globalization;

namespace Edge.Hosting.Configuration;

/// <summary>
/// Reads every setting once at start. The line that reads a setting is also its declaration (key, default, range, help),
/// so validation, <c>edge check-config</c> and docs/CONFIGURATION.md cannot disagree with the code.
/// </summary>
/// <param name="strays">Variables that begin with <c>EDGE_</c> but lack the double underscore; a slip if they resemble a setting.</param>
internal sealed class Settings(IConfiguration configuration, IEnumerable<string> sourceFaults, IReadOnlyList<string>? strays = null)
{
    private readonly List<Setting> known = [];
    private readonly List<string> faults = [.. sourceFaults];

    public IReadOnlyList<Setting> Known => known;

    public string Text(string key, string fallback, string help) => Read(key, fallback, "text", help) ?? fallback;

    /// <summary>A value that is never printed: <c>check-config</c> shows <c>***</c>, and its type cannot be logged.</summary>
    public Secret Secret(string key, string help)
    {
        var value = configuration[key] ?? "";
        Declare(new Setting(key, "secret", "", value.Length == 0 ? "" : "***", help));
        return new Secret(value);
    }

    public int Number(string key, int fallback, int min, int max, string help)
    {
        var text = Read(key, fallback.ToString(CultureInfo.InvariantCulture), $"{min}..{max}", help);
        if (text is null)
            return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        return Refuse(key, $"\"{text}\" is not a whole number from {min} to {max}", fallback);
    }

    public bool Switch(string key, bool fallback, string help)
    {
        var text = Read(key, fallback ? "true" : "false", "true, false", help);
        if (text is null)
            return fallback;
        return bool.TryParse(text, out var value) ? value : Refuse(key, $"\"{text}\" is neither true nor false", fallback);
    }

    /// <summary>A time span such as <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>12h</c> or <c>7d</c>.</summary>
    public TimeSpan Duration(string key, string fallback, string min, string max, string help)
    {
        var text = Read(key, fallback, $"{min}..{max}", help) ?? fallback;
        if (Durations.TryParse(text, out var value) && value >= Durations.Parse(min) && value <= Durations.Parse(max))
            return value;
        return Refuse(key, $"\"{text}\" is not a duration from {min} to {max}, such as 30s, 5m or 12h", Durations.Parse(fallback));
    }

    public T Choice<T>(string key, T fallback, string help) where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>());
        var text = Read(key, fallback.ToString(), names, help);
        if (text is null)
            return fallback;
        var named = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]);
        return named ? value : Refuse(key, $"\"{text}\" is not one of {names}", fallback);
    }

    /// <summary>Records a fault that only the module can see, such as a file that is missing. The remedy belongs into the message.</summary>
    public void Fault(string key, string message)
    {
        // Two modules may read the same setting.
        var fault = $"{Setting.VariableOf(key)}: {message}";
        if (!faults.Contains(fault))
            faults.Add(fault);
    }

    /// <summary>Records that systemd handed over something that cannot be used.</summary>
    public void SystemdFault(string message) => faults.Add($"LISTEN_FDS: {message}");

    /// <exception cref="ConfigurationFaultException">Some settings are wrong or unknown; all of them are named.</exception>
    public void Verify()
    {
        RefuseUnknown();
        if (faults.Count > 0)
            throw new ConfigurationFaultException(faults);
    }

    // A key that no module reads is most often a slip of the pen.
    private void RefuseUnknown()
    {
        var names = known.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (value is not null && !names.Contains(key))
                Fault(key, NearMiss.Of(key, names) is { } near ? $"no such setting; did you mean {Setting.VariableOf(near)}?" : "no such setting; remove it");
        }
        foreach (var stray in strays ?? [])
        {
            if (names.FirstOrDefault(name => NearMiss.IsSameButForSeparators(stray, name)) is { } meant)
                faults.Add($"{stray}: no such setting; write {Setting.VariableOf(meant)}, with two underscores");
        }
    }

    private string? Read(string key, string fallback, string range, string help)
    {
        var value = configuration[key]?.Trim();
        Declare(new Setting(key, range, fallback, string.IsNullOrEmpty(value) ? fallback : value, help));
        return string.IsNullOrEmpty(value) ? null : value;
    }

    // Two modules may need the same setting; it is listed once.
    private void Declare(Setting setting)
    {
        if (!known.Exists(other => other.Key == setting.Key))
            known.Add(setting);
    }

    private T Refuse<T>(string key, string message, T fallback)
    {
        Fault(key, message);
        return fallback;
    }
}
