using System.Data;
using System.Data.Common;

namespace Edge.Storage.Move;

/// <summary>A statement that is run for one row after the other; its parameters are the row's first columns.</summary>
internal sealed class RowCommand : IAsyncDisposable
{
    private readonly DbCommand command;

    public RowCommand(DbConnection connection, string text, IEnumerable<MoveColumn> columns, bool namesParameters)
    {
        command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.DbType = column.Kind switch
            {
                ColumnKind.Text => DbType.String,
                ColumnKind.Bytes => DbType.Binary,
                _ => DbType.Int64,
            };
            if (namesParameters)
                parameter.ParameterName = $"${command.Parameters.Count + 1}";
            command.Parameters.Add(parameter);
        }
    }

    public async Task Run(object?[] values)
    {
        for (var i = 0; i < command.Parameters.Count; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
