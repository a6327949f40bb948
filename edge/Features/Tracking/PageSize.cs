using System.Globalization;
using Edge.Hosting.Endpoints;

namespace Edge.Features.Tracking;

internal static class PageSize
{
    private const int Default = 50;
    private const int Max = 200;

    /// <exception cref="ProblemException">The limit is not a whole number from 1 to 200.</exception>
    public static int Parse(string? limit)
    {
        if (limit is null)
            return Default;
        var read = int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= Max;
        return read ? size : throw new ProblemException(Problems.InvalidParameter("limit", $"A whole number from 1 to {Max}."));
    }
}
