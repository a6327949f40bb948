using System.Security.Cryptography;
using System.Text;
using Edge.Storage;
using Edge.Storage.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Edge.Tests.Storage;

public sealed class MigratorTests : IAsyncLifetime, IDisposable
{
    private static readonly Migration First = Of("0001_a.sql", "create table a (x integer)");
    private static readonly Migration Second = Of("0002_b.sql", "create table b (x integer)");
    private static readonly Migration Third = Of("0003_c.sql", "create table c (x integer)");

    private readonly TestFolder folder = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateEmpty(folder);

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Applies_each_once_and_the_new_ones_later()
    {
        Assert.Equal(2, await Migrate(First, Second));
        Assert.Equal(0, await Migrate(First, Second));
        Assert.Equal(1, await Migrate(First, Second, Third));
    }

    [Fact]
    public async Task Refuses_a_changed_one()
    {
        await Migrate(First, Second);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrate(Of(First.Name, "create table a (y integer)"), Second));

        Assert.Contains("0001_a.sql was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_alone_what_a_newer_release_has_added()
    {
        await Migrate(First, Second, Third);

        Assert.Equal(0, await Migrate(First, Second));
        Assert.Equal(0, await Migrate(First));
    }

    [Theory]
    [InlineData("0002", true)]
    [InlineData("0003", false)]
    public async Task Refuses_what_a_newer_release_says_it_cannot_serve_on(string needed, bool isServed)
    {
        var last = Of($"0004_d.needs_{needed}.sql", "drop table a");
        await Migrate(First, Second, Third, last);

        if (isServed)
        {
            Assert.Equal(0, await Migrate(First, Second));
            return;
        }
        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrate(First, Second));
        Assert.Contains("has migration 0004_d.needs_0003.sql, which this build does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_newer_release_whose_history_is_another()
    {
        await Migrate(First, Second, Third);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrate(First, Of(Second.Name, "create table b (y integer)")));

        Assert.Contains("0002_b.sql was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_one_that_came_in_between()
    {
        await Migrate(First, Third);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrate(First, Second, Third));

        Assert.Contains("has migration 0003_c.sql, but not 0002_b.sql before it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoes_one_that_fails_half_way_and_keeps_those_before()
    {
        var half = Of("0002_b.sql", "create table b (x integer); insert into nowhere values (1)");

        var failure = await Assert.ThrowsAsync<MigrationException>(() => Migrate(First, half));

        Assert.Contains("0002_b.sql failed and was undone", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Migrate(First, Second));
    }

    [Fact]
    public async Task Processes_that_start_at_once_apply_each_once()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Migrate(First, Second, Third))));

        Assert.Equal(3, counts.Sum());
    }

    [Fact]
    public void The_build_named_each_embedded_one_by_the_hash_of_its_text()
    {
        var embedded = new[] { Dialect.Sqlite, Dialect.Postgres }.SelectMany(Migration.Embedded).ToList();

        Assert.NotEmpty(embedded);
        Assert.All(embedded, migration => Assert.Equal(Of(migration.Name, migration.Text).Checksum, migration.Checksum));
    }

    private static Migration Of(string name, string text) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), () => text);

    private async Task<int> Migrate(params Migration[] migrations)
    {
        await using var app = Program.Compose(EdgeServer.SettingsOf(("Storage:Database", database.Url)));
        await using var connection = await app.Services.GetRequiredService<IDatabaseEngine>().OpenForMigration();
        return await new Migrator(new FakeTime(), NullLogger<Migrator>.Instance).Run(connection, migrations);
    }
}
