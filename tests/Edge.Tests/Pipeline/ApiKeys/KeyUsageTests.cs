using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;

namespace Edge.Tests.Pipeline.ApiKeys;

public class KeyUsageTests
{
    private const string Route = "ListShipments";
    private static readonly DateTimeOffset Now = FakeTime.Noon;

    [Fact]
    public void Counts_by_day_and_route_until_it_is_taken()
    {
        var usage = new KeyUsage();
        var key = Key();
        usage.Count(key, Route, Now);
        usage.Count(key, Route, Now.AddDays(1));
        usage.Count(key, "GetShipment", Now.AddDays(1));
        usage.Refuse(key, "GetShipment", Now.AddDays(1));

        var use = Assert.Single(usage.Take());

        Assert.Equal((key.Id, Now.AddDays(1), 2L), (use.Key, use.LastUsedAt, use.MonthRequests));
        Assert.Equal(
            [(Route, 0L, 1L, 0L), (Route, 1L, 1L, 0L), ("GetShipment", 1L, 1L, 1L)],
            use.Routes.Select(count => (count.Route, count.Day - KeyCalendar.DayOf(Now), count.Requests, count.Refused)));
        Assert.Empty(usage.Take());
    }

    [Fact]
    public void A_quota_is_what_the_row_and_this_node_have_counted_together()
    {
        var usage = new KeyUsage();
        var key = Key(quota: 5, used: 3);

        var within = Enumerable.Range(0, 4).Select(_ => usage.Count(key, Route, Now)).ToList();

        Assert.Equal([true, true, false, false], within);
        var use = Assert.Single(usage.Take());
        Assert.Equal((2L, 4L, 2L), (use.MonthRequests, use.Routes.Single().Requests, use.Routes.Single().Refused));
    }

    [Fact]
    public void A_refused_request_gives_its_place_back()
    {
        var usage = new KeyUsage();
        var key = Key(quota: 1);
        Assert.True(usage.Count(key, Route, Now));
        usage.Refuse(key, Route, Now);

        Assert.True(usage.Count(key, Route, Now));
        Assert.False(usage.Count(key, Route, Now));
    }

    [Fact]
    public void A_new_month_begins_at_nothing_whatever_the_last_one_owes()
    {
        var usage = new KeyUsage();
        var key = Key(quota: 2, used: 1);
        var last = new DateTimeOffset(2026, 3, 31, 23, 59, 59, 999, TimeSpan.Zero);
        Assert.True(usage.Count(key, Route, last));
        Assert.False(usage.Count(key, Route, last));

        Assert.True(usage.Count(key, Route, last.AddMilliseconds(1)));
        usage.Refuse(key, Route, last);
        Assert.True(usage.Count(key, Route, last.AddMilliseconds(1)));
        Assert.False(usage.Count(key, Route, last.AddMilliseconds(1)));

        var use = Assert.Single(usage.Take());
        Assert.Equal((KeyCalendar.MonthOf(last) + 1, 2L), (use.Month, use.MonthRequests));
    }

    [Fact]
    public void What_is_given_back_is_there_the_next_time()
    {
        var usage = new KeyUsage();
        var key = Key(quota: 3);
        usage.Count(key, Route, Now);
        var taken = usage.Take();
        usage.Count(key, Route, Now);
        usage.GiveBack(taken);

        Assert.True(usage.Count(key, Route, Now));
        Assert.False(usage.Count(key, Route, Now));
        Assert.Equal(3, Assert.Single(usage.Take()).MonthRequests);
    }

    [Fact]
    public async Task Nothing_is_lost_or_let_through_when_many_count_while_it_is_taken()
    {
        var usage = new KeyUsage();
        var key = Key();
        long requests = 0;
        long month = 0;
        var counting = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
                usage.Count(key, Route, Now);
        })).ToList();
        while (!counting.TrueForAll(task => task.IsCompleted))
            Add();
        await Task.WhenAll(counting);
        Add();

        Assert.Equal((80_000, 80_000), (requests, month));

        void Add()
        {
            foreach (var use in usage.Take())
            {
                requests += use.Routes.Sum(count => count.Requests);
                month += use.MonthRequests;
            }
        }
    }

    private static KnownApiKey Key(long? quota = null, long used = 0)
    {
        var id = Guid.CreateVersion7();
        var caller = new Caller(CallerKind.ApiKey, $"key:{id}", "test", Role.Driver, Organisations.Home, null);
        return new KnownApiKey(id, caller, new KeyBounds(null, null, 0, 0, quota, false), KeyCalendar.MonthOf(Now), used);
    }
}
