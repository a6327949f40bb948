using System.Data.Common;

namespace Edge.Storage.Move;

internal sealed class SqliteRowWriter(DbConnection connection, TableLayout layout) : RowWriter(connection, layout)
{
    private readonly string put =
        $"insert or replace into {layout.Table.Name} ({layout.ColumnList}) values ({string.Join(", ", layout.Columns.Select((_, at) => $"${at + 1}"))})";

    protected override bool NamesParameters => true;

    protected override string Begin => "begin immediate";

    // Replacing fires no trigger of an update: those keep the search index, which is made at the end.
    protected override async Task Write(List<byte[]> updates, List<byte[]> inserts)
    {
        await Each(updates, put, Layout.Columns.Count);
        await Each(inserts, put, Layout.Columns.Count);
    }
}
