using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Caching.Tuning;

public class RecommendationsTests
{
    [Fact]
    public async Task A_recommendation_has_its_evidence_and_its_gain()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        Assert.Empty((await admin.Advice()).Items);
        server.Time.Advance(TimeSpan.FromHours(1));
        admin.FetchInVain(100);

        var advice = Assert.Single((await admin.Advice()).Items);

        Assert.Equal(
            (CacheAdvice.LongerLifetime, "public-view", "lifetime:public-view", 100, 200),
            (advice.Advice, advice.Family, advice.Target, advice.Before, advice.After));
        // Half of 100 fetches of 20 ms within an hour.
        Assert.Equal(1, advice.SourceSecondsPerHour, 2);
        Assert.Contains(advice.Evidence, one => one is { Name: "share_unchanged", Value: 1 });
    }

    [Fact]
    public async Task Applying_returns_the_change_holds_at_once_and_is_told_to_the_audit_and_the_facts()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();

        var change = await admin.Applied();

        Assert.Equal(("lifetime:public-view", 100, 200, true), (change.Target, change.Before, change.After, change.CanUndo));
        Assert.Equal(server.Time.GetUtcNow(), change.AppliedAt);
        Assert.Equal(200, admin.Family.LifetimePercent);
        Assert.Equal(200, (await admin.Report()).Holdings.Single(holding => holding.Family == "public-view").LifetimePercent);
        Assert.Equal([change], (await admin.Advice()).Changes);
        var entry = Assert.Single(await Audit(server));
        Assert.Equal(("CacheTuned", "session", "cache:lifetime:public-view", "100", "200"), (entry.Action, entry.Kind, entry.Subject, entry.Before, entry.After));
        Assert.Contains("share_unchanged", entry.Details);
        Assert.Contains(await server.Facts(), fact => fact.Kind == "CacheTuned" && fact.Payload.Contains(change.Id.ToString()));
    }

    [Fact]
    public async Task Undoing_restores_what_held_and_is_told_too()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        var change = await admin.Applied();
        server.Time.Advance(TimeSpan.FromSeconds(1));

        using var answer = await admin.Undo(change.Id);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var undone = await answer.Content.ReadFromJsonAsync(WireJson.Reading.CacheChange);
        Assert.Equal((change.Id, false, server.Time.GetUtcNow()), (undone!.Id, undone.CanUndo, undone.UndoneAt));
        Assert.Equal(100, admin.Family.LifetimePercent);
        var entries = await Audit(server);
        Assert.Equal([("CacheTuned", "100", "200"), ("CacheTuningUndone", "200", "100")], entries.Select(entry => (entry.Action, entry.Before, entry.After)));
        using var again = await admin.Undo(change.Id);
        await Answered.Problem(again, HttpStatusCode.Conflict, "cache-change-undone");
        Assert.Equal(2, (await Audit(server)).Count);
    }

    [Fact]
    public async Task Changes_of_one_target_are_undone_in_the_order_of_a_stack()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        var first = await admin.Applied();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await admin.Applied();
        Assert.Equal((200, 400), (second.Before, second.After));

        using (var tooEarly = await admin.Undo(first.Id))
            await Answered.Problem(tooEarly, HttpStatusCode.Conflict, "cache-change-superseded");
        (await admin.Undo(second.Id)).Dispose();
        Assert.Equal(200, admin.Family.LifetimePercent);
        (await admin.Undo(first.Id)).Dispose();

        Assert.Equal(100, admin.Family.LifetimePercent);
        Assert.Equal([false, false], (await admin.Advice()).Changes.Select(change => change.CanUndo));
        // And from there on anew.
        Assert.Equal(200, (await admin.Applied()).After);
    }

    [Fact]
    public async Task Applying_twice_is_refused_the_second_time()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        var id = (await admin.Advice()).Items.Single().Id!;
        (await admin.Apply(id)).Dispose();

        using var answer = await admin.Apply(id);

        await Answered.Problem(answer, HttpStatusCode.Conflict, "cache-recommendation-applied");
        Assert.Single(await Audit(server));
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_applies_and_one_undoes()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        var id = (await admin.Advice()).Items.Single().Id!;

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Apply(id)));

        Assert.Single(applied, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, applied.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        var change = (await admin.Advice()).Changes.Single();

        var undone = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Undo(change.Id)));

        Assert.Single(undone, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, undone.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, (await Audit(server)).Count);
        Assert.Equal(100, admin.Family.LifetimePercent);
    }

    [Fact]
    public async Task What_builds_upon_a_change_and_what_undoes_it_at_the_same_moment_never_both_come_through()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        for (var round = 0; round < 5; round++)
        {
            var first = await admin.Applied();
            var next = (await admin.Advice()).Items.Single().Id!;

            var answers = await Task.WhenAll(admin.Undo(first.Id), admin.Apply(next));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            foreach (var change in (await admin.Advice()).Changes.Where(change => change.UndoneAt is null).OrderByDescending(change => change.After))
                (await admin.Undo(change.Id)).EnsureSuccessStatusCode();
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(100, admin.Family.LifetimePercent);
    }

    [Fact]
    public async Task A_recommendation_that_is_out_of_date_returns_409()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        var id = (await admin.Advice()).Items.Single().Id!;
        var change = await admin.Applied();
        await admin.Applied();

        using (var overtaken = await admin.Apply(id))
            await Answered.Problem(overtaken, HttpStatusCode.Conflict, "cache-recommendation-stale");
        Assert.NotNull(change);
        server.Time.Advance(TimeSpan.FromHours(2));
        using var old = await admin.Apply(id);
        await Answered.Problem(old, HttpStatusCode.Conflict, "cache-recommendation-stale");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("longer_lifetime~lifetime:public-view~100~200~492459~0123456789abcdef")]
    [InlineData("%7e%7e%7e")]
    public async Task A_recommendation_that_nobody_made_returns_404(string id)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);

        using var answer = await admin.Apply(id);

        await Answered.Problem(answer, HttpStatusCode.NotFound, "cache-recommendation-not-found");
    }

    [Fact]
    public async Task A_change_that_nobody_made_returns_404()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);

        using var answer = await admin.Undo(Guid.NewGuid());

        await Answered.Problem(answer, HttpStatusCode.NotFound, "cache-change-not-found");
    }

    [Fact]
    public async Task Every_node_takes_a_change_over_and_applies_what_another_has_recommended()
    {
        await using var one = await EdgeServer.Start();
        await using var other = await EdgeServer.Start(("Storage:Database", one.DatabaseUrl));
        using var admin = await CacheAdmin.Of(one);
        using var neighbour = await CacheAdmin.Of(other);
        admin.FetchInVain();
        var id = (await admin.Advice()).Items.Single().Id!;

        using var applied = await neighbour.Apply(id);

        Assert.Equal(HttpStatusCode.OK, applied.StatusCode);
        Assert.Equal(200, neighbour.Family.LifetimePercent);
        await Until(() => admin.Family.LifetimePercent == 200);
    }

    [Fact]
    public async Task A_change_outlives_a_restart()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await CacheAdmin.Of(server);
        admin.FetchInVain();
        await admin.Applied();

        await using var next = await EdgeServer.Start(("Storage:Database", server.DatabaseUrl));

        using var later = await CacheAdmin.Of(next);
        await Until(() => later.Family.LifetimePercent == 200);
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
            await Task.Delay(20, patience.Token);
    }

    private static async Task<List<AuditRow>> Audit(EdgeServer server) => await server.Services.GetRequiredService<Database>().Read(
        session => session.List<AuditRow>($"select action, caller_kind, subject, value_before, value_after, details from audit order by id"));

    private sealed record AuditRow(string Action, string Kind, string Subject, string? Before, string? After, string Details) : IRow<AuditRow>
    {
        public static AuditRow Read(Columns columns) => new(
            columns.Text(0), columns.Text(1), columns.Text(2), columns.TextOrNull(3), columns.TextOrNull(4), columns.Text(5));
    }
}
