using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Storage;

public class DatabaseTests
{
    [Fact]
    public async Task A_unit_of_work_that_throws_leaves_no_trace_and_its_neighbours_are_kept()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        var facts = server.Services.GetRequiredService<FactLog>();

        var writes = Enumerable.Range(0, 50).Select(i => database.Transaction(async session =>
        {
            await facts.Append(session, new Fact("Numbered", i.ToString()));
            return i % 5 == 0 ? throw new InvalidDataException("refused") : i;
        })).ToList();
        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                await write;
                return true;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }));

        Assert.Equal(40, outcomes.Count(kept => kept));
        var kept = await server.Facts();
        Assert.Equal(40, kept.Count);
        Assert.DoesNotContain(kept, fact => int.Parse(fact.Subject) % 5 == 0);
        // Under PostgreSQL a number may be drawn before, and the transaction named after, those of a neighbour.
        Assert.Equal(
            kept.OrderBy(fact => fact.Cursor.Transaction).ThenBy(fact => fact.Seq).Select(fact => fact.Seq), kept.Select(fact => fact.Seq));
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_files_of_the_database_are_for_their_owner_only()
    {
        await using var server = await EdgeServer.Start();

        foreach (var path in Directory.GetFiles(server.DataFolder, "edge.db*"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_value_with_quotes_stays_a_value()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        var hostile = "'); drop table facts; --";

        await database.Write($"insert into facts (at, kind, subject, payload) values ({0L}, {hostile}, {"x"}, {"{}"})");

        var count = await database.Read(session => session.Number($"select count(*) from facts where kind = {hostile}"));
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task What_nobody_waits_for_is_there_for_what_is_asked_next_and_after_the_commit()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();

        var seen = await database.Transaction(async session =>
        {
            await session.Later(Insertion("1"));
            await session.Later(Insertion("2"));
            var count = await session.Number($"select count(*) from facts");
            await session.Later(Insertion("3"));
            return count;
        });

        Assert.Equal(2, seen);
        Assert.Equal(["1", "2", "3"], (await server.Facts()).Select(fact => fact.Subject));
    }

    [Fact]
    public async Task What_fails_late_undoes_all_of_its_unit_of_work()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();

        await Assert.ThrowsAnyAsync<Exception>(() => database.Transaction(async session =>
        {
            await session.Later(Insertion("1"));
            await session.Later($"insert into facts (at, kind, subject, payload) values ({0L}, {"Told"}, {(string?)null}, {"{}"})");
            return 0;
        }));

        Assert.Empty(await server.Facts());
    }

    [Fact]
    public async Task Who_asks_in_passing_hears_before_anything_is_written()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        await database.Write(Insertion("1"));

        foreach (var write in (Func<Session, ValueTask>[])[
            session => session.Later(Insertion("2")),
            async session => await session.Execute(Insertion("2")),
            async session => await session.Number($"select count(*) from facts")])
        {
            var found = await database.Transaction(async session =>
            {
                try
                {
                    await session.Ask<Subject>($"select subject from facts", row => throw new InvalidDataException(row.Text));
                    await write(session);
                    return "";
                }
                catch (InvalidDataException heard)
                {
                    return heard.Message;
                }
            });
            Assert.Equal("1", found);
        }
        Assert.Single(await server.Facts());
    }

    [Fact]
    public async Task Many_statements_at_once_are_answered_each_for_itself()
    {
        await using var server = await EdgeServer.Start();
        var database = server.Services.GetRequiredService<Database>();

        var (inserted, changed, read) = await database.Transaction(async session =>
        {
            await session.InsertAll([.. Enumerable.Range(0, 5).Select(i => Insertion($"{i}"))]);
            var inserted = await session.Number($"select count(*) from facts");
            var changed = await session.ExecuteEach([$"delete from facts where subject < {"2"}", $"delete from facts where subject = {"0"}", Insertion("9")]);
            var read = await session.ListEach<Subject>(
                [$"select subject from facts where subject > {"2"} order by subject", $"select subject from facts where subject = {"none"}"]);
            return (inserted, changed, read);
        });

        Assert.Equal(5, inserted);
        Assert.Equal([2, 0, 1], changed);
        Assert.Equal(["3", "4", "9"], read[0].Select(row => row.Text));
        Assert.Empty(read[1]);
    }

    private static SqlText Insertion(string subject) =>
        $"insert into facts (at, kind, subject, payload) values ({0L}, {"Told"}, {subject}, {"{}"})";

    private sealed record Subject(string Text) : IRow<Subject>
    {
        public static Subject Read(Columns columns) => new(columns.Text(0));
    }
}
