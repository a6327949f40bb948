using Npgsql;
using NpgsqlTypes;

namespace Edge.Storage.Move;

internal sealed class PostgresRowWriter(NpgsqlConnection connection, TableLayout layout) : RowWriter(connection, layout)
{
    private readonly string change = $"update {layout.Table.Name} set {Assignments(layout)} where {layout.KeyIs}";

    // It writes numbers of its own into columns that the server counts up.
    private readonly string copy = $"copy {layout.Table.Name} ({layout.ColumnList}) from stdin (format binary)";

    protected override bool NamesParameters => false;

    protected override string Begin => "begin";

    protected override async Task Write(List<byte[]> updates, List<byte[]> inserts)
    {
        await Each(updates, change, Layout.Columns.Count);
        if (inserts.Count == 0)
            return;
        await using var import = await connection.BeginBinaryImportAsync(copy);
        var values = new object?[Layout.Columns.Count];
        foreach (var row in inserts)
        {
            RowBytes.Split(row, values);
            await import.StartRowAsync();
            for (var i = 0; i < values.Length; i++)
                await Write(import, values[i], Layout.Columns[i].Kind);
        }
        await import.CompleteAsync();
    }

    // As objects, which they are already: each type of value would be compiled into an importer of its own.
    private static Task Write(NpgsqlBinaryImporter import, object? value, ColumnKind kind) => value switch
    {
        null => import.WriteNullAsync(),
        long number when kind == ColumnKind.Narrow => import.WriteAsync<object>((int)number, NpgsqlDbType.Integer),
        long => import.WriteAsync(value, NpgsqlDbType.Bigint),
        string => import.WriteAsync(value, NpgsqlDbType.Text),
        _ => import.WriteAsync(value, NpgsqlDbType.Bytea),
    };

    private static string Assignments(TableLayout layout) => string.Join(
        ", ", layout.Columns.Select((column, at) => $"{TableLayout.Quoted(column.Name)} = ${at + 1}").Skip(layout.Keys));
}
