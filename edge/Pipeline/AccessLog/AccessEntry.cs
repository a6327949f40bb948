using System.Collections;
using System.Net;

namespace Edge.Pipeline.AccessLog;

/// <summary>
/// One answer as the log tells it. Written out instead of generated from a template, since most of its values belong into the
/// properties only and a template would have to repeat them all.
/// </summary>
/// <param name="Bytes">The length of the body; null for a streamed one.</param>
/// <param name="Complete">False when the connection broke, or the handler failed after the first byte.</param>
internal sealed record AccessEntry(
    string Method, string? Route, int Status, double DurationMs, long? Bytes, IPAddress? Client, string? Problem, bool Complete)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    public string Message => $"{Method} {Route ?? "(no route)"} {Status}";

    public int Count => 8;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("method", Method),
        1 => new("route", Route),
        2 => new("status", Status),
        3 => new("duration_ms", DurationMs),
        4 => new("bytes", Bytes),
        5 => new("client", Client),
        6 => new("problem", Problem),
        7 => new("complete", Complete ? null : false),
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, null),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
