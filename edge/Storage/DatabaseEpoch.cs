using System.Security.Cryptography;
using Edge.Storage.Sql;

namespace Edge.Storage;

/// <summary>
/// A random name of the line of history that the database is in: made with it, and dropped by a restore, so that the next start makes
/// a new one. Versions of resources are unique within one epoch only.
/// </summary>
internal sealed class DatabaseEpoch(Database database)
{
    private const int Bytes = 4;

    /// <summary>Eight hexadecimal digits; empty before <see cref="Load"/>.</summary>
    public string Value { get; private set; } = "";

    public async Task Load() => Value = await database.Read(Find) ?? await database.Transaction(FindOrMake);

    private static async ValueTask<string?> Find(Session session) =>
        (await session.First<EpochRow>($"select value from database_epoch where id = 1"))?.Value;

    // Another process may have been quicker.
    private static async ValueTask<string> FindOrMake(Session session)
    {
        var value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        await session.Execute($"insert into database_epoch (id, value) values (1, {value}) on conflict (id) do nothing");
        return (await Find(session))!;
    }

    private sealed record EpochRow(string Value) : IRow<EpochRow>
    {
        public static EpochRow Read(Columns columns) => new(columns.Text(0));
    }
}
