using Edge.Storage.Sql;
using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>Turns statements that insert a row each into one stream of rows.</summary>
internal static class PostgresCopy
{
    private const string Insertion = "insert into ";

    /// <param name="inserts">At least one; all of the shape that <see cref="Session.InsertAll"/> says.</param>
    public static async Task Insert(NpgsqlConnection connection, IReadOnlyList<SqlText> inserts)
    {
        await using var import = await connection.BeginBinaryImportAsync(Text(inserts[0].Shape));
        foreach (var insert in inserts)
        {
            await import.StartRowAsync();
            foreach (var value in insert.Parameters)
            {
                if (PostgresValues.Of(value) is { } given)
                    await import.WriteAsync(given, PostgresValues.TypeOf(value));
                else
                    await import.WriteNullAsync();
            }
        }
        await import.CompleteAsync();
    }

    private static string Text(SqlShape shape)
    {
        var first = shape.Pieces[0]!;
        var target = first[Insertion.Length..(first.IndexOf(')') + 1)];
        return $"copy {target} from stdin (format binary)";
    }
}
