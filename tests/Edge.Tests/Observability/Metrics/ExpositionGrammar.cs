using System.Globalization;
using System.Text.RegularExpressions;

namespace Edge.Tests.Observability.Metrics;

/// <summary>
/// Reads an exposition as strictly as its specification: OpenMetrics 1.0.0, or Prometheus text 0.0.4. Anything out of place fails.
/// </summary>
internal static partial class ExpositionGrammar
{
    public sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

    public sealed record Family(string Name, string Type, string? Unit, List<Sample> Samples);

    public static List<Family> Read(string text, bool openMetrics)
    {
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith(openMetrics ? "\n# EOF\n" : "\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        if (openMetrics)
            lines.RemoveAt(lines.Count - 1);
        var families = new List<Family>();
        for (var i = 0; i < lines.Count;)
            families.Add(ReadFamily(lines, ref i, openMetrics));
        Assert.Equal(families.Count, families.Select(family => family.Name).Distinct().Count());
        families.ForEach(Check);
        return families;
    }

    private static Family ReadFamily(List<string> lines, ref int i, bool openMetrics)
    {
        var help = HelpLine().Match(lines[i++]);
        Assert.True(help.Success, lines[i - 1]);
        var type = TypeLine().Match(lines[i++]);
        Assert.True(type.Success, lines[i - 1]);
        var (name, kind) = (help.Groups[1].Value, type.Groups[2].Value);
        Assert.Equal(name, type.Groups[1].Value);
        string[] kinds = openMetrics ? ["counter", "gauge", "histogram", "info"] : ["counter", "gauge", "histogram"];
        Assert.Contains(kind, kinds);
        string? unit = null;
        if (i < lines.Count && lines[i].StartsWith("# UNIT ", StringComparison.Ordinal))
        {
            Assert.True(openMetrics);
            unit = lines[i][$"# UNIT {name} ".Length..];
            Assert.EndsWith("_" + unit, name, StringComparison.Ordinal);
            i++;
        }
        var family = new Family(name, kind, unit, []);
        while (i < lines.Count && !lines[i].StartsWith('#'))
            family.Samples.Add(ReadSample(lines[i++], Suffixes(kind, openMetrics).Select(suffix => name + suffix).ToArray()));
        Assert.NotEmpty(family.Samples);
        return family;
    }

    private static string[] Suffixes(string kind, bool openMetrics) => kind switch
    {
        "counter" => openMetrics ? ["_total"] : [""],
        "histogram" => ["_bucket", "_sum", "_count"],
        "info" => ["_info"],
        _ => [""],
    };

    private static Sample ReadSample(string line, string[] names)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success, line);
        Assert.Contains(match.Groups["name"].Value, names);
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < match.Groups["label"].Captures.Count; i++)
            labels.Add(match.Groups["label"].Captures[i].Value, match.Groups["value"].Captures[i].Value);
        return new Sample(match.Groups["name"].Value, labels, Number(match.Groups["number"].Value));
    }

    private static void Check(Family family)
    {
        var keys = family.Samples.Select(sample => sample.Name + string.Join(',', sample.Labels.OrderBy(label => label.Key))).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        if (family.Type == "counter")
            Assert.All(family.Samples, sample => Assert.True(sample.Value >= 0, family.Name));
        if (family.Type == "info")
            Assert.All(family.Samples, sample => Assert.Equal(1, sample.Value));
        if (family.Type == "histogram")
            CheckHistogram(family);
    }

    private static void CheckHistogram(Family family)
    {
        foreach (var series in family.Samples.GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key))))
        {
            var buckets = series.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
            Assert.Equal("+Inf", buckets[^1].Labels["le"]);
            Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
            var bounds = buckets.Select(bucket => Number(bucket.Labels["le"])).ToList();
            Assert.Equal(bounds.Distinct().Order(), bounds);
            Assert.All(buckets[..^1], bucket => Assert.Contains('.', bucket.Labels["le"]));
            Assert.Equal(buckets[^1].Value, series.Single(sample => sample.Name.EndsWith("_count", StringComparison.Ordinal)).Value);
            Assert.Single(series, sample => sample.Name.EndsWith("_sum", StringComparison.Ordinal));
        }
    }

    private static double Number(string text) =>
        text == "+Inf" ? double.PositiveInfinity : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\n]|\\[\\n""])+)$")]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) ([a-z]+)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\\n]|\\[\\n"])*)"(?:,(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\\n]|\\[\\n"])*)")*\})? (?<number>[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Inf)|NaN)$
        """)]
    private static partial Regex SampleLine();
}
