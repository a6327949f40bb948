using System.Diagnostics;
using Edge.Storage.Sql;

namespace Edge.Storage;

/// <summary>
/// Logs statements that took longer than <c>Storage:SlowQuery</c>: their text with <c>$1</c> where values were, never a value; and if
/// wanted, once an hour, how the database goes about each.
/// </summary>
internal sealed partial class SlowQueries(StorageOptions options, TimeProvider time, ILogger<SlowQueries> log)
{
    private const int MaxExplained = 500;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, object> explained = new(StringComparer.Ordinal);

    public bool IsOn => options.SlowQuery > TimeSpan.Zero;

    /// <param name="start">A timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="rows">Read or changed.</param>
    /// <param name="explain">Gives the plan without running the statement.</param>
    public void Ended(SqlText sql, long start, int rows, Func<SqlText, Task<string>> explain)
    {
        var duration = Stopwatch.GetElapsedTime(start);
        if (duration < options.SlowQuery)
            return;
        var statement = OneLine(sql.Text);
        var milliseconds = Math.Round(duration.TotalMilliseconds, 3);
        LogSlow(statement, milliseconds, rows);
        if (options.SlowQueryPlan && IsDue(statement))
            _ = Explain(sql, statement, explain);
    }

    /// <summary>Statements that were sent together: which of them took how long is the server's secret.</summary>
    public void Ended(IReadOnlyList<SqlText> sent, long start, int rows, Func<SqlText, Task<string>> explain)
    {
        if (sent.Count == 1)
        {
            Ended(sent[0], start, rows, explain);
            return;
        }
        var duration = Stopwatch.GetElapsedTime(start);
        if (duration >= options.SlowQuery)
            LogSlow(string.Join("; ", sent.Select(sql => OneLine(sql.Text)).Distinct()), Math.Round(duration.TotalMilliseconds, 3), rows);
    }

    private async Task Explain(SqlText sql, string statement, Func<SqlText, Task<string>> explain)
    {
        try
        {
            var plan = await explain(sql);
            LogPlan(statement, plan);
        }
        catch (Exception error)
        {
            LogNoPlan(error, statement);
        }
    }

    private bool IsDue(string statement)
    {
        var now = time.GetUtcNow();
        lock (explained)
        {
            if (explained.TryGetValue(statement, out var last) && now - (DateTimeOffset)last < Hour)
                return false;
            // Composed filters could make ever new texts: starting over bounds the memory.
            if (explained.Count == MaxExplained)
                explained.Clear();
            explained[statement] = now;
            return true;
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A statement took {DurationMs} ms, {Rows} rows: {Statement}", EventName = "SlowQuery")]
    private partial void LogSlow(string statement, double durationMs, int rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "The plan of {Statement}:\n{Plan}", EventName = "SlowQueryPlan")]
    private partial void LogPlan(string statement, string plan);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No plan can be had of {Statement}", EventName = "SlowQueryUnexplained")]
    private partial void LogNoPlan(Exception error, string statement);
}
