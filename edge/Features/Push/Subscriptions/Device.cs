using System.Globalization;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>When a device stays silent, in minutes of its own day.</summary>
/// <param name="TimeZone">As the IANA database names it.</param>
/// <param name="UtcOffset">Minutes ahead of UTC, where the machine does not know the zone.</param>
internal sealed record SilentTime(int From, int Until, string TimeZone, int UtcOffset)
{
    private const int MinutesOfDay = 24 * 60;
    private const string TimeFormat = @"hh\:mm";

    /// <returns>Null when it is not written as 22:00.</returns>
    public static int? MinutesOf(string text) =>
        TimeSpan.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, out var time) && time.TotalMinutes < MinutesOfDay
            ? (int)time.TotalMinutes
            : null;

    /// <summary>Whether the device is silent now, and until when.</summary>
    /// <returns>Null when it may be told.</returns>
    public DateTimeOffset? EndOf(DateTimeOffset now)
    {
        var local = DeviceClock.At(now, TimeZone, UtcOffset);
        var minute = (local.Hour * 60) + local.Minute;
        var isSilent = From <= Until ? minute >= From && minute < Until : minute >= From || minute < Until;
        if (!isSilent)
            return null;
        // Counted in minutes from now: a clock that is changed in between makes it an hour more or less, and it is looked at again then.
        var left = (Until - minute + MinutesOfDay) % MinutesOfDay;
        return now.AddMinutes(left).AddSeconds(-now.Second);
    }

    public QuietHours ToContract() => new(TextOf(From), TextOf(Until), TimeZone, UtcOffset);

    private static string TextOf(int minutes) => TimeSpan.FromMinutes(minutes).ToString(TimeFormat, CultureInfo.InvariantCulture);
}

internal static class DeviceClock
{
    /// <summary>A moment as the device's clock shows it; machines without a database of time zones go by the offset it told last.</summary>
    public static DateTimeOffset At(DateTimeOffset moment, string? zone, int? offset)
    {
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known))
            return TimeZoneInfo.ConvertTime(moment, known);
        return moment.ToOffset(TimeSpan.FromMinutes(offset ?? 0));
    }
}

/// <summary>A browser as it subscribes.</summary>
/// <param name="Key">Its public key, 65 bytes.</param>
/// <param name="Secret">16 bytes.</param>
internal sealed record Device(string Endpoint, byte[] Key, byte[] Secret);
