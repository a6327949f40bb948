using System.Diagnostics.Metrics;

namespace Edge.Observability.Metrics;

/// <summary>
/// Listens to this service's own instruments and the framework's chosen ones, and adds up what they measure. Created before the
/// first connection: a listener that comes later has missed the increments of every up-down counter.
/// </summary>
internal sealed partial class MetricsRegistry : IDisposable
{
    private const string OwnPrefix = "Edge.";

    private static readonly double[] DurationBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    private readonly MeterListener listener = new();
    private readonly IMeterFactory meters;
    private readonly ILogger<MetricsRegistry> log;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, MetricFamily> families = new(StringComparer.Ordinal);
    private long scrapes;

    public MetricsRegistry(IMeterFactory meters, ILogger<MetricsRegistry> log)
    {
        this.meters = meters;
        this.log = log;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (FamilyOf(instrument) is { } family)
                self.EnableMeasurementEvents(instrument, family);
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Every metric this process may expose, by name.</summary>
    public IReadOnlyList<MetricFamily> Families
    {
        get
        {
            lock (gate)
                return [.. families.Values];
        }
    }

    public void Dispose() => listener.Dispose();

    /// <summary>Everything as it stands now, in the given exposition format. One scrape at a time.</summary>
    public string Expose(ExpositionFormat format)
    {
        lock (gate)
        {
            scrapes++;
            foreach (var family in families.Values)
                family.Scrape = scrapes;
            try
            {
                listener.RecordObservableInstruments();
            }
            catch (AggregateException error)
            {
                LogUnreadable(error);
            }
            return Exposition.Write(families.Values, format);
        }
    }

    private MetricFamily? FamilyOf(Instrument instrument)
    {
        var isOwn = instrument.Meter.Name.StartsWith(OwnPrefix, StringComparison.Ordinal);
        var framework = isOwn ? null : FrameworkInstruments.Find(instrument);
        // Meters of a factory belong to the service that owns the factory; several services may share a process in tests.
        var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
        if ((!isOwn && framework is null) || !isOurs || KindOf(instrument, framework) is not { } kind)
            return null;
        var unit = PrometheusName.Unit(instrument);
        var name = PrometheusName.Of(framework?.Name ?? instrument.Name, unit, kind);
        lock (gate)
        {
            if (!families.TryGetValue(name, out var family))
            {
                family = new MetricFamily(
                    name, instrument.Description ?? name, unit, kind, instrument.IsObservable,
                    BoundsOf(instrument, framework), framework?.Labels);
                families.Add(name, family);
            }
            return family;
        }
    }

    private static MetricKind? KindOf(Instrument instrument, FrameworkInstrument? framework) => instrument switch
    {
        _ when framework is { IsGauge: true } => MetricKind.Gauge,
        Counter<long> or Counter<double> or Counter<int> => MetricKind.Counter,
        ObservableCounter<long> or ObservableCounter<double> or ObservableCounter<int> => MetricKind.Counter,
        UpDownCounter<long> or UpDownCounter<double> or UpDownCounter<int> => MetricKind.Gauge,
        ObservableUpDownCounter<long> or ObservableUpDownCounter<double> or ObservableUpDownCounter<int> => MetricKind.Gauge,
        ObservableGauge<long> or ObservableGauge<double> or ObservableGauge<int> => MetricKind.Gauge,
        Histogram<long> or Histogram<double> or Histogram<int> => MetricKind.Histogram,
        _ => null,
    };

    private static double[]? BoundsOf(Instrument instrument, FrameworkInstrument? framework) =>
        framework?.Bounds ?? instrument switch
        {
            Histogram<double> histogram => Bounds(histogram) ?? [.. DurationBounds],
            Histogram<long> histogram => Bounds(histogram) ?? [],
            Histogram<int> histogram => Bounds(histogram) ?? [],
            _ => null,
        };

    private static double[]? Bounds<T>(Histogram<T> histogram) where T : struct, IConvertible
    {
        if (histogram.Advice?.HistogramBucketBoundaries is not { } advised)
            return null;
        var bounds = new double[advised.Count];
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = advised[i].ToDouble(null);
        return bounds;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some metrics could not be read")]
    private partial void LogUnreadable(Exception error);
}
