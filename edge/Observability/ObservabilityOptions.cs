using Edge.Hosting.Configuration;

namespace Edge.Observability;

internal enum LogFormat
{
    Json,
    Text,
}

/// <summary>Which requests leave a line. <see cref="Errors"/> are answers of 400 and above.</summary>
internal enum AccessLogMode
{
    None,
    Errors,
    All,
}

internal sealed record ObservabilityOptions(LogLevel LogLevel, LogFormat LogFormat, AccessLogMode AccessLog)
{
    public static ObservabilityOptions Read(Settings settings) => new(
        settings.Choice("Observability:LogLevel", LogLevel.Information,
            "The least level that is logged; the framework's own lines start at Warning."),
        settings.Choice("Observability:LogFormat", LogFormat.Json, "Json is one object a line for machines, Text is for people."),
        settings.Choice("Observability:AccessLog", AccessLogMode.Errors,
            "Which requests leave a line: none, those answered with 400 and above, or all."));
}
