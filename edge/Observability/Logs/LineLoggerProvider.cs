namespace Edge.Observability.Logs;

/// <summary>Gives each category its logger and, when the process crashes, writes the cause and whatever still waits.</summary>
internal sealed class LineLoggerProvider : ILoggerProvider
{
    private readonly LogLines lines;
    private readonly LogSink sink;

    public LineLoggerProvider(LogLines lines, LogSink sink)
    {
        this.lines = lines;
        this.sink = sink;
        AppDomain.CurrentDomain.UnhandledException += OnCrash;
    }

    public ILogger CreateLogger(string categoryName) =>
        new LineLogger(categoryName[(categoryName.LastIndexOf('.') + 1)..], lines);

    // The sink is the container's: it closes after everything that may still log.
    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= OnCrash;

    internal void OnCrash(object sender, UnhandledExceptionEventArgs crash)
    {
        lines.Write(LogLevel.Critical, "Process", "Crashed", "The process crashed", null, crash.ExceptionObject as Exception);
        sink.Flush();
    }
}
