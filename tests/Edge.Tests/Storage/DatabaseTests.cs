using Edge.Storage;
using Edge.Storage.Facts;
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
}
