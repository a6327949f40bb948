using System.Globalization;
using System.Net;
using Edge.Storage.Move;
using Edge.Tests.Features.Tracking;

namespace Edge.Tests.Storage.Move;

[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class MoveTests
{
    [PostgresFact]
    public async Task There_and_back_everything_is_as_it_was()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 2_000);
        await MoveScene.Sql(file, "delete from facts where seq > 9000");
        var before = await MoveScene.Digests(file);

        await MoveScene.Moves(file, scene.Server);
        Assert.Equal(before, await MoveScene.Digests(scene.Server));
        await MoveScene.Moves(scene.Server, scene.File("b.db"));

        Assert.Equal(before, await MoveScene.Digests(scene.File("b.db")));
        // No number of a fact that a reader may have seen is given to another.
        Assert.Equal(10_000, await MoveScene.Number(scene.File("b.db"), "select seq from sqlite_sequence where name = 'facts'"));
        Assert.Equal(10_000, await MoveScene.Number(scene.Server, "select last_value from facts_seq_seq"));
    }

    [PostgresFact]
    public async Task What_was_moved_is_served_and_searched_on_either_engine()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 100);

        await MoveScene.Moves(file, scene.Server);
        await using (var server = await MoveScene.Serve(scene.Server))
        {
            var client = new TrackingClient(server);
            await client.Create("ADDED-THERE", request => request with { Reference = "Added there" });
            Assert.Equal(101, await MoveScene.Number(scene.Server, "select max(seq) from shipments"));
        }
        await MoveScene.Moves(scene.Server, scene.File("b.db"));

        await using var back = await MoveScene.Serve(scene.File("b.db"));
        var reader = new TrackingClient(back);
        Assert.Equal("ADDEDTHERE", Assert.Single((await reader.List("search=ded%20the")).Items).Number);
        Assert.Equal("N000000042", Assert.Single((await reader.List("search=N000000042")).Items).Number);
        await reader.Create("ADDED-HERE");
        Assert.Equal(102, await MoveScene.Number(scene.File("b.db"), "select max(seq) from shipments"));
    }

    [PostgresFact]
    public async Task Writes_during_the_move_are_in_the_target_or_were_refused()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 5_000);
        await WritesWhile(file, scene.Server);
    }

    [PostgresFact]
    public async Task Writes_during_the_move_back_are_in_the_target_or_were_refused()
    {
        await using var scene = await MoveScene.Create();
        await MoveScene.Moves(await scene.Filled("a.db", 5_000), scene.Server);
        await WritesWhile(scene.Server, scene.File("b.db"));
    }

    [PostgresFact]
    public async Task A_database_that_was_moved_away_serves_nobody_until_it_is_reopened()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);
        await MoveScene.Moves(file, scene.Server);

        var refusal = await Assert.ThrowsAsync<MoveException>(() => MoveScene.Serve(file));
        Assert.Contains("was moved to postgres://127.0.0.1:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("edge@", refusal.Message, StringComparison.Ordinal);

        Assert.Equal(0, (await MoveScene.Run("--from", file, "--reopen")).Code);
        await using var server = await MoveScene.Serve(file);
        await new TrackingClient(server).Create("AGAIN");
    }

    [PostgresFact]
    public async Task A_copy_leaves_its_source_in_service_and_gets_a_name_of_its_own()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);

        Assert.Equal(0, (await MoveScene.Run("--from", file, "--to", scene.Server, "--keep")).Code);

        await using var server = await MoveScene.Serve(file);
        await new TrackingClient(server).Create("GOES-ON");
        Assert.Equal(10, await MoveScene.Number(scene.Server, "select count(*) from shipments"));
        Assert.Equal(0, await MoveScene.Number(scene.Server, "select count(*) from database_epoch"));
    }

    [PostgresFact]
    public async Task A_half_filled_database_serves_nobody_and_takes_no_other_move()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);
        await MoveScene.Moves(file, scene.Server);
        await MoveScene.Sql(scene.Server, "update moves set role = 'incoming'");

        Assert.Contains("being filled from sqlite:", (await Assert.ThrowsAsync<MoveException>(() => MoveScene.Serve(scene.Server))).Message, StringComparison.Ordinal);
        var (code, _, error) = await MoveScene.Run("--from", await scene.Filled("other.db", 10), "--to", scene.Server);
        Assert.Equal(65, code);
        Assert.Contains("half-filled from another database", error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_that_holds_something_is_no_target()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 10);
        await using (var server = await MoveScene.Serve(scene.Server))
            await new TrackingClient(server).Create("MINE");

        var (code, _, error) = await MoveScene.Run("--from", file, "--to", scene.Server);

        Assert.Equal(65, code);
        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        Assert.Equal(1, await MoveScene.Number(scene.Server, "select count(*) from shipments"));
        await using var still = await MoveScene.Serve(file);
    }

    [PostgresFact]
    public async Task A_database_of_something_else_is_no_target()
    {
        await using var scene = await MoveScene.Create();
        await MoveScene.Sql(scene.Server, "create table ledger (x bigint)");

        var (code, _, error) = await MoveScene.Run("--from", await scene.Filled("a.db", 1), "--to", scene.Server);

        Assert.Equal(65, code);
        Assert.Contains("has a table ledger", error, StringComparison.Ordinal);
        Assert.Equal(0, await MoveScene.Number(scene.Server, "select count(*) from pg_class where relname = 'shipments'"));
    }

    [PostgresFact]
    public async Task The_hashes_tell_a_row_that_was_tampered_with()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 100);
        await MoveScene.Moves(file, scene.Server);
        await MoveScene.Sql(scene.Server, "update events set raw_text = 'Lost' where seq = 77");

        var refusal = await Assert.ThrowsAsync<MoveException>(() => Compare(file, scene.Server));

        Assert.Matches("events: 500 rows [0-9a-f]{64}, but 500 rows [0-9a-f]{64}$", refusal.Message);
    }

    [PostgresFact]
    public async Task A_cursor_of_the_other_engine_is_refused_and_one_of_a_list_by_age_goes_on()
    {
        await using var scene = await MoveScene.Create();
        var file = await scene.Filled("a.db", 30);
        var since = Uri.EscapeDataString("2026-01-01T00:00:00Z");
        string changed, newest;
        await using (var server = await MoveScene.Serve(file))
        {
            var client = new TrackingClient(server);
            changed = (await client.List($"updated_since={since}&limit=10")).Next!;
            newest = (await client.List("limit=10")).Next!;
        }

        await MoveScene.Moves(file, scene.Server);

        await using var there = await MoveScene.Serve(scene.Server);
        var reader = new TrackingClient(there);
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.Get($"{TrackingClient.Root}?updated_since={since}&cursor={changed}")).Status);
        Assert.Equal("N000000020", (await reader.List($"limit=10&cursor={newest}")).Items[0].Number);
        var walked = await reader.List($"updated_since={since}&limit=100");
        Assert.Equal(30, walked.Items.Count);
    }

    [PostgresFact]
    public async Task Of_a_url_no_password_is_printed()
    {
        await using var scene = await MoveScene.Create();
        var withPassword = scene.Server.Replace("edge@", "edge:s3cret@", StringComparison.Ordinal);

        var (code, output, error) = await MoveScene.Run("--from", await scene.Filled("a.db", 1), "--to", withPassword);

        Assert.Equal(0, code);
        Assert.DoesNotContain("s3cret", output + error, StringComparison.Ordinal);
        Assert.Equal(0, await MoveScene.Number(scene.Server, "select count(*) from moves where peer like '%s3cret%'"));
    }

    // What is acknowledged before, during and after the pause; and afterwards nothing is.
    private static async Task WritesWhile(string from, string to)
    {
        await using var server = await MoveScene.Serve(from);
        var client = new TrackingClient(server);
        await client.Create("FIRST");
        var acknowledged = new List<string>();
        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"W{writer}X{i}");
                var answer = await client.Post(TrackingClient.Root, $$"""{"number":"{{number}}","carrier":"other"}""");
                if (answer.Status == HttpStatusCode.Created)
                {
                    lock (acknowledged)
                        acknowledged.Add(number);
                }
                else if (answer.Status is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                {
                    throw new InvalidOperationException($"{answer.Status}: {answer.Body}");
                }
            }
        })).ToList();

        await MoveScene.Moves(from, to);
        await end.CancelAsync();
        await Task.WhenAll(writers);

        var refused = await client.Post(TrackingClient.Root, """{"number":"TOO-LATE","carrier":"other"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await client.Get(TrackingClient.Root)).Status);
        Assert.NotEmpty(acknowledged);
        foreach (var number in acknowledged)
            Assert.Equal(1, await MoveScene.Number(to, $"select count(*) from shipments where number = '{number}'"));
        Assert.Equal(
            await MoveScene.Number(from, "select count(*) from shipments"), await MoveScene.Number(to, "select count(*) from shipments"));
    }

    private static async Task Compare(string from, string to)
    {
        using var source = MoveScene.End(from);
        using var target = MoveScene.End(to);
        await using var there = await source.Open();
        await using var here = await target.Open();
        var layouts = new List<TableLayout>();
        foreach (var table in MoveTables.All)
            layouts.Add(TableLayout.Of(table, await source.Columns(there, table.Name), await target.Columns(here, table.Name)));
        await Comparison.Run(source, there, target, here, layouts, 0, new Pass(source, target, layouts, 0));
    }
}
