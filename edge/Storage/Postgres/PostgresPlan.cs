using Edge.Storage.Sql;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>Asks how a host would go about a statement, without its values: a plan made for values shows them.</summary>
internal static class PostgresPlan
{
    public static async Task<string> Of(PostgresHost host, SqlText sql)
    {
        await using var connection = await host.Open(readOnly: true, CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var session = new PostgresSession(connection, isTransaction: false);
        var types = new List<string>();
        foreach (var parameter in sql.Parameters)
            types.Add(Name(parameter.Type));
        await session.Script("set local plan_cache_mode = force_generic_plan");
        // Its name is the connection's: the pool hands that to others, so it goes whatever happens.
        await session.Script($"prepare edge_plan{InBrackets(types)} as {sql.Text}");
        try
        {
            return await Lines(connection, $"explain execute edge_plan{InBrackets(types.ConvertAll(_ => "null"))}");
        }
        finally
        {
            await session.Script("rollback; deallocate edge_plan");
        }
    }

    private static async Task<string> Lines(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private static string InBrackets(List<string> words) => words.Count == 0 ? "" : $" ({string.Join(", ", words)})";

    private static string Name(SqlType type) => type switch
    {
        SqlType.Integer => "bigint",
        SqlType.Text => "text",
        _ => "bytea",
    };
}
