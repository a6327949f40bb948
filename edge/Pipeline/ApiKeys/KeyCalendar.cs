namespace Edge.Pipeline.ApiKeys;

/// <summary>The days and months by which use is counted, in UTC, as numbers that go up by one.</summary>
internal static class KeyCalendar
{
    private const int MonthsPerYear = 12;

    /// <summary>Days since 1970.</summary>
    public static long DayOf(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / (long)TimeSpan.MillisecondsPerDay;

    /// <summary>Months since year 0.</summary>
    public static long MonthOf(DateTimeOffset time) => (time.UtcDateTime.Year * MonthsPerYear) + time.UtcDateTime.Month - 1;

    /// <summary>When the month after that of <paramref name="time"/> begins.</summary>
    public static DateTimeOffset EndOfMonth(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
    }
}
