using System.Text.RegularExpressions;
using Edge.Storage;
using Edge.Storage.Move;
using Edge.Tests.Architecture;

namespace Edge.Tests.Storage.Move;

/// <summary>Whoever adds a table says how it is moved.</summary>
public class MoveTablesTests
{
    [Fact]
    public async Task Every_table_of_the_migrations_is_moved_or_known_to_stay()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.Create(folder);
        await using var app = Program.Compose(EdgeServer.SettingsOf(("Storage:Database", database.Url)));
        await app.Services.MigrateStorage();
        using var end = MoveScene.End(database.Url);
        await using var connection = await end.Open();

        var found = (await end.Tables(connection)).Where(table => !table.StartsWith("shipment_search", StringComparison.Ordinal));

        Assert.Equal(MoveTables.All.Select(table => table.Name).Order(), found.Except(MoveTables.NotMoved).Order());
        Assert.All(await MoveScene.Layouts(end, connection), layout => Assert.Equal(
            layout.Table.Key, layout.Columns.Take(layout.Keys).Select(column => column.Name)));
    }

    // A row that is changed behind the move's back would stay as it was.
    [Fact]
    public void Rows_that_are_compared_once_are_never_changed() => Assert.Empty(
        from table in MoveTables.All
        where table.IsAppendOnly
        from file in SourceTree.Service
        where Regex.IsMatch(file.Code, $@"\bupdate\s+{table.Name}\b|\binto\s+{table.Name}\b[^;]*?do\s+update")
        select $"{file.Path} updates {table.Name}");

    [Fact]
    public void A_table_that_is_not_listed_is_refused()
    {
        using var end = MoveScene.End("sqlite:/nowhere/edge.db");

        var refusal = Assert.Throws<MoveException>(() => MoveTables.Verify(end, ["users", "later"]));

        Assert.Contains("has a table later", refusal.Message, StringComparison.Ordinal);
    }
}
