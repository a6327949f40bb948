using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>The statuses of a subscription as they are stored: their words between commas, one before the first and one after the last.</summary>
internal static class StatusList
{
    private const char Mark = ',';

    public static string Of(IReadOnlyList<Status> statuses)
    {
        var text = Mark.ToString();
        foreach (var status in statuses)
        {
            var word = WireName.Of(status) + Mark;
            if (!text.Contains(Mark + word, StringComparison.Ordinal))
                text += word;
        }
        return text;
    }

    /// <summary>What the stored text of a subscription to a status is like, for SQL.</summary>
    public static string Like(Status status) => $"%{Mark}{WireName.Of(status)}{Mark}%";

    /// <summary>A word that this build does not know, as after a downgrade, is left out.</summary>
    public static Status[] Read(string text)
    {
        var statuses = new List<Status>();
        foreach (var word in text.Split(Mark, StringSplitOptions.RemoveEmptyEntries))
        {
            if (WireName.TryParse<Status>(word, out var status))
                statuses.Add(status);
        }
        return [.. statuses];
    }
}
