using Edge.Storage;

namespace Edge.Observability.Health;

/// <summary>The smallest read and the smallest real write: what a health check may ask of the database.</summary>
internal sealed class ProbeStore(Database database)
{
    public async Task Read(CancellationToken cancellation) =>
        await database.Read(session => session.Number($"select count(*) from migrations"), cancellation);

    /// <summary>
    /// Changes a row and changes it back in one transaction: pages reach the disk, and nothing is different after it.
    /// </summary>
    public Task Write(CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            await session.Execute($"""
                update migrations set applied_at = applied_at + 1 where name = (select min(name) from migrations)
                """);
            return await session.Execute($"""
                update migrations set applied_at = applied_at - 1 where name = (select min(name) from migrations)
                """);
        },
        cancellation);
}
