using System.Globalization;

namespace Edge.Hosting.Http;

/// <param name="Head">The lines of the header section, without the status line.</param>
internal sealed record HttpReply(int Status, string[] Head, byte[] Body)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <returns>The first field of that name; null when there is none.</returns>
    public string? Field(string name)
    {
        foreach (var line in Head)
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim(' ', '\t');
        }
        return null;
    }

    /// <summary>Retry-After (RFC 9110, section 10.2.3): seconds or a date; an hour at the most.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (Field("Retry-After") is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return null;
            seconds = (int)Math.Clamp((date - now).TotalSeconds, 0, LongestWait.TotalSeconds);
        }
        var wait = TimeSpan.FromSeconds(seconds);
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>The words of a server may repeat what it was sent, so that only its status is told.</summary>
    public HttpFailedException Refusal(DateTimeOffset now) => new(
        $"answered {Status}{(Status is 401 or 403 ? ": check the credentials and what they allow" : "")}", RetryAfter(now));
}
