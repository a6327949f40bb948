using System.Globalization;
using System.Text;

namespace Edge.Observability.Metrics;

internal enum ExpositionFormat
{
    /// <summary>Prometheus text exposition format 0.0.4.</summary>
    Prometheus,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetrics,
}

/// <summary>
/// Writes families in one of the two text formats. They differ in the family name of counters, in UNIT and EOF lines, and in
/// the type
/// <c>info</c>; every sample line is the same in both, so a scraper that changes its mind keeps its series.
/// </summary>
internal static class Exposition
{
    private const string InfoSuffix = "_info";

    public static string ContentType(this ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families, ExpositionFormat format)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var family in families)
        {
            var series = family.Live().ToList();
            if (series.Count == 0)
                continue;
            Head(text, family, format);
            foreach (var one in series)
            {
                if (family.Kind == MetricKind.Histogram)
                    Histogram(text, family, one);
                else
                    Sample(text, family.Name, one.Labels, Number(one.Value()));
            }
        }
        if (format == ExpositionFormat.OpenMetrics)
            text.Append("# EOF\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, MetricFamily family, ExpositionFormat format)
    {
        var (name, type) = (family.Name, WordOf(family.Kind));
        if (format == ExpositionFormat.OpenMetrics)
        {
            name = PrometheusName.WithoutTotal(name);
            if (name.EndsWith(InfoSuffix, StringComparison.Ordinal))
                (name, type) = (name[..^InfoSuffix.Length], "info");
        }
        text.Append("# HELP ").Append(name).Append(' ').Append(EscapeHelp(family.Help, format)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (format == ExpositionFormat.OpenMetrics && family.Unit is not null)
            text.Append("# UNIT ").Append(name).Append(' ').Append(family.Unit).Append('\n');
    }

    private static void Histogram(StringBuilder text, MetricFamily family, Series series)
    {
        var comma = series.Labels.Length == 0 ? "" : ",";
        long count = 0;
        for (var i = 0; i <= family.Bounds.Count; i++)
        {
            // The count is the sum of the buckets, never a second counter: the two could not disagree under load.
            count += series.CountIn(i);
            var bound = i == family.Bounds.Count ? "+Inf" : Bound(family.Bounds[i]);
            Sample(text, $"{family.Name}_bucket", $"{series.Labels}{comma}le=\"{bound}\"", Number(count));
        }
        Sample(text, $"{family.Name}_sum", series.Labels, Number(series.Value()));
        Sample(text, $"{family.Name}_count", series.Labels, Number(count));
    }

    private static void Sample(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string WordOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string EscapeHelp(string help, ExpositionFormat format)
    {
        var escaped = help.Replace("\\", "\\\\").Replace("\n", "\\n");
        return format == ExpositionFormat.OpenMetrics ? escaped.Replace("\"", "\\\"") : escaped;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // OpenMetrics' canonical numbers: a whole bound keeps its ".0".
    private static string Bound(double bound) =>
        double.IsInteger(bound) ? bound.ToString("0.0", CultureInfo.InvariantCulture) : Number(bound);
}
