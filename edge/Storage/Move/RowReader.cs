using System.Buffers;
using System.Data.Common;

namespace Edge.Storage.Move;

/// <summary>Walks a statement's rows and gives each as <see cref="RowBytes"/>, the same whichever engine it comes from.</summary>
internal sealed class RowReader : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly DbDataReader reader;
    private readonly TableLayout layout;
    private readonly ArrayBufferWriter<byte> row = new(1024);

    private RowReader(DbCommand command, DbDataReader reader, TableLayout layout)
    {
        this.command = command;
        this.reader = reader;
        this.layout = layout;
    }

    public ReadOnlyMemory<byte> Row => row.WrittenMemory;

    public static async Task<RowReader> Open(DbConnection connection, TableLayout layout, string select)
    {
        var command = connection.CreateCommand();
        command.CommandText = select;
        return new RowReader(command, await command.ExecuteReaderAsync(), layout);
    }

    /// <summary>False behind the last row; then nothing is held open any more.</summary>
    public async ValueTask<bool> Next()
    {
        row.ResetWrittenCount();
        if (reader.IsClosed || !await reader.ReadAsync())
        {
            await DisposeAsync();
            return false;
        }
        for (var i = 0; i < layout.Columns.Count; i++)
            Append(i, layout.Columns[i].Kind);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }

    private void Append(int ordinal, ColumnKind kind)
    {
        if (reader.IsDBNull(ordinal))
            RowBytes.AppendNull(row);
        else if (kind is ColumnKind.Integer or ColumnKind.Narrow)
            RowBytes.Append(row, reader.GetInt64(ordinal));
        else if (kind == ColumnKind.Text)
            RowBytes.Append(row, reader.GetString(ordinal));
        else
            RowBytes.Append(row, reader.GetFieldValue<byte[]>(ordinal));
    }
}
