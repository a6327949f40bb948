using System.Globalization;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

/// <summary>How often a key was used, from one day to another; the last 30 days when neither is said.</summary>
internal static class GetApiKeyUsage
{
    private const string Format = "yyyy-MM-dd";
    private const int MaxDays = 400;
    private const int DefaultDays = 30;

    public static async Task<JsonAnswer<ApiKeyUsage>> Handle(
        Guid id, HttpContext http, Database database, ApiKeyStore store, CancellationToken cancellation, string? from = null, string? to = null)
    {
        var last = DayOf(nameof(to), to) ?? KeyCalendar.DayOf(store.Now);
        var first = DayOf(nameof(from), from) ?? last - DefaultDays + 1;
        if (first > last)
            throw new ProblemException(Problems.InvalidParameter(nameof(from), "it is after to."));
        if (last - first >= MaxDays)
            throw new ProblemException(Problems.InvalidParameter(nameof(from), $"at most {MaxDays} days can be asked for."));
        var organisation = http.Caller().Organisation;
        var usage = await database.Read(
            async session =>
            {
                await ApiKeyStore.Get(session, id, organisation);
                return await session.ListEach<UsageRow>([ByDay(id, first, last), ByRoute(id, first, last)]);
            },
            cancellation);
        return Answers.Ok(
            new ApiKeyUsage(
                TextOf(first),
                TextOf(last),
                usage[0].ConvertAll(row => new ApiKeyUsageDay(TextOf(row.Day), row.Requests, row.Refused)),
                usage[1].ConvertAll(row => new ApiKeyUsageRoute(row.Route, row.Requests, row.Refused))),
            WireJson.Default.ApiKeyUsage);
    }

    private static SqlText ByDay(Guid id, long first, long last) => $"""
        select day, cast('' as text) as route, cast(sum(requests) as bigint) as requests, cast(sum(refused) as bigint) as refused from api_key_usage
        where key_id = {id} and day >= {first} and day <= {last} group by day order by day
        """;

    private static SqlText ByRoute(Guid id, long first, long last) => $"""
        select cast(0 as bigint) as day, route, cast(sum(requests) as bigint) as requests, cast(sum(refused) as bigint) as refused from api_key_usage
        where key_id = {id} and day >= {first} and day <= {last} group by route order by sum(requests) desc, route
        """;

    private static long? DayOf(string name, string? text)
    {
        if (text is null)
            return null;
        if (DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= DateTime.UnixEpoch)
            return KeyCalendar.DayOf(new DateTimeOffset(day, TimeSpan.Zero));
        throw new ProblemException(Problems.InvalidParameter(name, "write a day, as 2026-11-22."));
    }

    private static string TextOf(long day) => DateTime.UnixEpoch.AddDays(day).ToString(Format, CultureInfo.InvariantCulture);

    private sealed record UsageRow(long Day, string Route, long Requests, long Refused) : IRow<UsageRow>
    {
        public static UsageRow Read(Columns columns) => new(columns.Long(0), columns.Text(1), columns.Long(2), columns.Long(3));
    }
}
