namespace Edge.Observability.Logs;

/// <summary>One thing to log. <paramref name="Properties"/> are the named values of the message.</summary>
internal readonly record struct LogEntry(
    DateTimeOffset Time,
    LogLevel Level,
    string Logger,
    string? Event,
    string Message,
    string? RequestId,
    IReadOnlyList<KeyValuePair<string, object?>>? Properties,
    Exception? Exception)
{
    /// <summary>Longer texts are cut: one request must not fill the log.</summary>
    public const int MaxText = 8 * 1024;

    public const int MaxException = 32 * 1024;

    // The framework adds the template under this name; the message already says it.
    private const string Template = "{OriginalFormat}";

    public static string LevelWord(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };

    public static bool IsProperty(string key) => key != Template;

    public static ReadOnlySpan<char> Cut(string text, int limit = MaxText) => text.Length <= limit ? text : text.AsSpan(0, limit);
}
