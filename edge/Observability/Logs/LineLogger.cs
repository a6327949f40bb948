using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Edge.Observability.Logs;

/// <summary>
/// One category's logger: formats on the caller's thread, since what it is given may change right after, into a buffer of that
/// thread. Levels are the factory's business.
/// </summary>
internal sealed class LineLogger(string name, LogLines lines) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            var properties = state as IReadOnlyList<KeyValuePair<string, object?>>;
            lines.Write(logLevel, name, eventId.Name, formatter(state, exception), properties, exception);
        }
        catch (Exception error)
        {
            // Somebody's ToString threw: logging never breaks what it tells of.
            lines.Write(
                LogLevel.Error, name, eventId.Name, $"This line could not be written: {error.GetType().Name}", null, null);
        }
    }
}

/// <summary>Turns entries into lines of the chosen format and hands them to the sink.</summary>
internal sealed class LogLines(ObservabilityOptions options, LogSink sink, TimeProvider time)
{
    private const int KeptBuffer = 64 * 1024;

    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? threadBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? threadJson;

    private readonly long[] written = new long[(int)LogLevel.None];

    public long Written(LogLevel level) => Interlocked.Read(ref written[(int)level]);

    public void Write(
        LogLevel level,
        string logger,
        string? eventName,
        string message,
        IReadOnlyList<KeyValuePair<string, object?>>? properties,
        Exception? exception)
    {
        var entry = new LogEntry(
            time.GetUtcNow(), level, logger, eventName, message, CurrentRequest.RequestId, properties, exception);
        var buffer = threadBuffer ??= new ArrayBufferWriter<byte>(1024);
        try
        {
            Format(buffer, entry);
            sink.Write(buffer.WrittenSpan, urgent: level >= LogLevel.Error);
            Interlocked.Increment(ref written[(int)level]);
        }
        finally
        {
            if (buffer.Capacity > KeptBuffer)
                threadBuffer = null;
            else
                buffer.ResetWrittenCount();
        }
    }

    private void Format(ArrayBufferWriter<byte> buffer, in LogEntry entry)
    {
        if (options.LogFormat == LogFormat.Text)
        {
            TextLine.Write(buffer, entry);
        }
        else
        {
            var json = threadJson ??= new Utf8JsonWriter(buffer, Options);
            json.Reset(buffer);
            JsonLine.Write(json, entry);
            json.Flush();
        }
        buffer.Write("\n"u8);
    }
}
