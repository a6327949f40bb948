using Edge.Observability.Metrics;

namespace Edge.Tests.Observability.Metrics;

public class MetricFamilyTests
{
    private static readonly double[] Bounds = [0.1, 1];

    [Fact]
    public void Series_beyond_the_bound_share_one()
    {
        var family = Counter(kept: null);
        for (var i = 0; i < 10 * MetricFamily.MaxSeries; i++)
            family.Record(1, [new("path", $"/{i}")]);

        var series = family.Live().ToList();

        Assert.Equal(MetricFamily.MaxSeries + 1, series.Count);
        Assert.Equal("otel_metric_overflow=\"true\"", series[^1].Labels);
        Assert.Equal(9 * MetricFamily.MaxSeries, series[^1].Value());
    }

    [Fact]
    public void Tags_that_are_not_kept_are_added_up()
    {
        var family = Counter(kept: ["method"]);
        family.Record(1, [new("method", "GET"), new("client", "a")]);
        family.Record(2, [new("client", "b"), new("method", "GET")]);
        family.Record(4, [new("client", "c")]);

        Assert.Equal(["method=\"GET\" 3", " 4"], family.Live().Select(series => $"{series.Labels} {series.Value()}"));
    }

    [Fact]
    public void The_order_of_tags_does_not_matter()
    {
        var family = Counter(kept: null);
        family.Record(1, [new("b", 2), new("a", "x"), new("nothing", null)]);
        family.Record(1, [new("a", "x"), new("b", 2)]);

        Assert.Equal("a=\"x\",b=\"2\" 2", family.Live().Select(series => $"{series.Labels} {series.Value()}").Single());
    }

    [Fact]
    public void Label_values_are_escaped()
    {
        var family = Counter(kept: null);
        family.Record(1, [new("odd.name", "back\\slash \"quote\" line\nfeed")]);

        Assert.Equal("odd_name=\"back\\\\slash \\\"quote\\\" line\\nfeed\"", family.Live().Single().Labels);
    }

    [Fact]
    public void A_value_at_a_bound_falls_below_it()
    {
        var family = new MetricFamily("h", "h", null, MetricKind.Histogram, false, Bounds, null);
        foreach (var value in new[] { 0.05, 0.1, 0.5, 1, 1.5 })
            family.Record(value, []);

        var series = family.Live().Single();
        Assert.Equal([2, 2, 1], Enumerable.Range(0, 3).Select(series.CountIn));
        Assert.Equal(3.15, series.Value(), precision: 9);
    }

    [Fact]
    public void An_observed_value_that_no_scrape_sees_again_disappears()
    {
        var family = new MetricFamily("g", "g", null, MetricKind.Gauge, true, null, null) { Scrape = 1 };
        family.Record(5, [new("port", "1")]);
        family.Record(6, [new("port", "2")]);
        family.Scrape = 2;
        family.Record(7, [new("port", "2")]);

        var only = family.Live().Single();
        Assert.Equal(("port=\"2\"", 7), (only.Labels, only.Value()));
    }

    [Fact]
    public void Concurrent_measurements_are_all_counted()
    {
        const int Threads = 8;
        const int Each = 50_000;
        var family = new MetricFamily("h", "h", null, MetricKind.Histogram, false, Bounds, null);
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
                family.Record(1, [new("route", $"/{i % 20}")]);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var series = family.Live().ToList();
        Assert.Equal(20, series.Count);
        Assert.All(series, one => Assert.Equal(Threads * Each / 20, one.CountIn(1)));
        Assert.All(series, one => Assert.Equal(Threads * Each / 20, one.Value()));
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        var family = new MetricFamily("h", "h", null, MetricKind.Histogram, false, Bounds, ["route", "method", "status"]);
        KeyValuePair<string, object?>[] tags =
            [new("scheme", "http"), new("method", "GET"), new("status", 200), new("route", "/s/{token}"), new("version", "1.1")];
        family.Record(0.2, tags);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            family.Record(0.2, tags);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("http.server.request.duration", "seconds", MetricKind.Histogram, "http_server_request_duration_seconds")]
    [InlineData("edge.storage.writes", null, MetricKind.Counter, "edge_storage_writes_total")]
    [InlineData("dotnet.gc.pause.time", "seconds", MetricKind.Counter, "dotnet_gc_pause_time_seconds_total")]
    [InlineData("cache.hit.ratio", "ratio", MetricKind.Gauge, "cache_hit_ratio")]
    [InlineData("4xx-answers", null, MetricKind.Counter, "_4xx_answers_total")]
    public void Names_follow_the_compatibility_rules(string name, string? unit, object kind, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(name, unit, (MetricKind)kind));

    private static MetricFamily Counter(string[]? kept) => new("c_total", "c", null, MetricKind.Counter, false, null, kept);
}
