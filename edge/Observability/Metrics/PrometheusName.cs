using System.Diagnostics.Metrics;
using System.Text;

namespace Edge.Observability.Metrics;

/// <summary>
/// OpenTelemetry names as Prometheus names, by the specification "Prometheus and OpenMetrics Compatibility": dots become
/// underscores, the unit is spelled out at the end, a counter ends with <c>_total</c>.
/// </summary>
internal static class PrometheusName
{
    private const string Total = "_total";

    public static string Of(string name, string? unit, MetricKind kind)
    {
        var text = OfLabel(name);
        if (unit is not null && !text.EndsWith("_" + unit, StringComparison.Ordinal))
            text += "_" + unit;
        return kind == MetricKind.Counter && !text.EndsWith(Total, StringComparison.Ordinal) ? text + Total : text;
    }

    public static string OfLabel(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
            text.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
            text.Insert(0, '_');
        return text.ToString();
    }

    /// <summary>The name of an OpenMetrics family: a counter's without the suffix of its sample.</summary>
    public static string WithoutTotal(string name) =>
        name.EndsWith(Total, StringComparison.Ordinal) ? name[..^Total.Length] : name;

    /// <summary>The unit as a word; null for counts of things, which UCUM writes in braces.</summary>
    public static string? Unit(Instrument instrument) => instrument.Unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        "1" => "ratio",
        _ => null,
    };
}
