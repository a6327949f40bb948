namespace Edge.Pipeline.ApiKeys;

/// <summary>Requests of a key to one route on one day.</summary>
internal sealed class RouteCount(long day, string route)
{
    public long Day => day;

    public string Route => route;

    public long Requests { get; set; }

    public long Refused { get; set; }
}

/// <summary>What was counted of a key and is not in the database yet.</summary>
/// <param name="MonthRequests">Of <paramref name="Month"/>, against the quota; negative when more was given back than taken.</param>
internal sealed record CountedUse(Guid Key, DateTimeOffset LastUsedAt, long Month, long MonthRequests, List<RouteCount> Routes);

/// <summary>A key's counters on this node.</summary>
internal sealed class KeyCount(Guid key)
{
    private readonly Lock gate = new();
    private List<RouteCount> routes = [];
    private DateTimeOffset lastUsedAt;
    private long month;
    private long monthRequests;
    private bool isRetired;

    /// <param name="isWithin">Whether the quota had one left, which is then taken; a request above it counts as refused.</param>
    /// <returns>False when these counters are no longer the key's.</returns>
    public bool TryCount(KnownApiKey known, string route, DateTimeOffset now, out bool isWithin)
    {
        lock (gate)
        {
            isWithin = true;
            if (isRetired)
                return false;
            Enter(KeyCalendar.MonthOf(now));
            isWithin = known.Bounds.MonthlyQuota is not { } quota || UsedOf(known) < quota;
            var count = Of(KeyCalendar.DayOf(now), route);
            count.Requests++;
            if (isWithin)
                monthRequests++;
            else
                count.Refused++;
            lastUsedAt = now;
            return true;
        }
    }

    /// <summary>The request was refused after all, and takes nothing of the quota.</summary>
    public bool TryRefuse(string route, DateTimeOffset begun)
    {
        lock (gate)
        {
            if (isRetired)
                return false;
            Of(KeyCalendar.DayOf(begun), route).Refused++;
            Enter(Math.Max(month, KeyCalendar.MonthOf(begun)));
            if (month == KeyCalendar.MonthOf(begun))
                monthRequests--;
            if (begun > lastUsedAt)
                lastUsedAt = begun;
            return true;
        }
    }

    /// <summary>Takes what was counted. Counters that nothing was counted on since the last time end.</summary>
    /// <returns>Null when there is nothing.</returns>
    public CountedUse? Take()
    {
        lock (gate)
        {
            isRetired = routes.Count == 0;
            if (isRetired)
                return null;
            var taken = new CountedUse(key, lastUsedAt, month, monthRequests, routes);
            routes = [];
            monthRequests = 0;
            return taken;
        }
    }

    /// <summary>What was taken could not be written down.</summary>
    public bool TryGiveBack(CountedUse use)
    {
        lock (gate)
        {
            if (isRetired)
                return false;
            foreach (var back in use.Routes)
            {
                var count = Of(back.Day, back.Route);
                count.Requests += back.Requests;
                count.Refused += back.Refused;
            }
            Enter(Math.Max(month, use.Month));
            if (month == use.Month)
                monthRequests += use.MonthRequests;
            if (use.LastUsedAt > lastUsedAt)
                lastUsedAt = use.LastUsedAt;
            return true;
        }
    }

    // What other nodes have counted is in the row, what this one has since it last wrote is here.
    private long UsedOf(KnownApiKey known) => monthRequests + (known.Month == month ? known.MonthRequests : 0);

    private void Enter(long now)
    {
        if (month == now)
            return;
        month = now;
        monthRequests = 0;
    }

    // A key is used for a handful of routes.
    private RouteCount Of(long day, string route)
    {
        foreach (var known in routes)
        {
            if (known.Day == day && ReferenceEquals(known.Route, route))
                return known;
        }
        var count = new RouteCount(day, route);
        routes.Add(count);
        return count;
    }
}
