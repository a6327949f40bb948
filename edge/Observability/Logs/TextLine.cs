using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Edge.Observability.Logs;

/// <summary>
/// Writes an entry for people: time, level, logger, message, request id, then the exception indented below. Everything but the
/// exception's own line breaks is escaped as in JSON, so no text can start a line that looks like ours or drive the terminal.
/// </summary>
internal static class TextLine
{
    private const string Indent = "\n    ";
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void Write(IBufferWriter<byte> output, in LogEntry entry)
    {
        var text = new StringBuilder(256);
        text.Append(entry.Time.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture))
            .Append(' ').Append(LogEntry.LevelWord(entry.Level).PadRight(8))
            .Append(' ').Append(entry.Logger).Append(": ").Append(Escape(LogEntry.Cut(entry.Message)));
        if (entry.RequestId is not null)
            text.Append(" [").Append(Escape(LogEntry.Cut(entry.RequestId))).Append(']');
        if (entry.Exception is not null)
        {
            foreach (var line in LogEntry.Cut(entry.Exception.ToString(), LogEntry.MaxException).ToString().Split('\n'))
                text.Append(Indent).Append(Escape(line));
        }
        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    private static string Escape(ReadOnlySpan<char> text) => Encoder.Encode(text.ToString());
}
