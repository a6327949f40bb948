using System.Data.Common;

namespace Edge.Storage.Move;

/// <summary>Collects the changes of one table and commits them in batches, so that a move that is cut off goes on where it was.</summary>
internal abstract class RowWriter(DbConnection connection, TableLayout layout)
{
    private const int MaxRows = 10_000;
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly List<byte[]> deletes = [];
    private readonly List<byte[]> updates = [];
    private readonly List<byte[]> inserts = [];
    private int bytes;

    /// <summary>How many rows were changed so far.</summary>
    public long Changes { get; private set; }

    protected DbConnection Connection => connection;

    protected TableLayout Layout => layout;

    protected abstract bool NamesParameters { get; }

    protected abstract string Begin { get; }

    public Task Delete(ReadOnlyMemory<byte> row) => Add(deletes, row);

    public Task Update(ReadOnlyMemory<byte> row) => Add(updates, row);

    public Task Insert(ReadOnlyMemory<byte> row) => Add(inserts, row);

    public async Task Flush()
    {
        if (deletes.Count + updates.Count + inserts.Count == 0)
            return;
        await Run(Begin);
        // A row of a table that others refer to takes those with it; each of them has its own place in the pass.
        foreach (var (table, column) in layout.Table.Children)
            await Each(deletes, $"delete from {table} where {column} = $1", 1);
        await Each(deletes, $"delete from {layout.Table.Name} where {layout.KeyIs}", layout.Keys);
        await Write(updates, inserts);
        await Run("commit");
        deletes.Clear();
        updates.Clear();
        inserts.Clear();
        bytes = 0;
    }

    protected abstract Task Write(List<byte[]> updates, List<byte[]> inserts);

    protected async Task Each(List<byte[]> rows, string statement, int columns)
    {
        if (rows.Count == 0)
            return;
        await using var command = new RowCommand(connection, statement, layout.Columns.Take(columns), NamesParameters);
        var values = new object?[columns];
        foreach (var row in rows)
        {
            RowBytes.Split(row, values);
            await command.Run(values);
        }
    }

    private async Task Add(List<byte[]> rows, ReadOnlyMemory<byte> row)
    {
        rows.Add(row.ToArray());
        Changes++;
        bytes += row.Length;
        if (bytes > MaxBytes || deletes.Count + updates.Count + inserts.Count >= MaxRows)
            await Flush();
    }

    private async Task Run(string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
