using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Imports;

/// <summary>What is remembered of imports: which chunks are in, so that a repeated file skips them, and the last report.</summary>
internal sealed class ImportStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async ValueTask<ImportReport?> Find(string id, CancellationToken cancellation)
    {
        var row = await database.Read(
            session => session.First<ReportRow>($"select report from imports where id = {id}"), cancellation);
        return row is null ? null : JsonSerializer.Deserialize(row.Report, WireJson.Default.ImportReport);
    }

    public Task Save(ImportReport report, CancellationToken cancellation)
    {
        var text = JsonSerializer.Serialize(report, WireJson.Default.ImportReport);
        return database.Write($"""
            insert into imports (id, report, finished_at) values ({report.Id}, {text}, {time.GetUtcNow()})
            on conflict (id) do update set report = excluded.report, finished_at = excluded.finished_at
            """, cancellation);
    }

    /// <summary>Forgets imports that nobody will resume any more.</summary>
    public Task<int> Prune(CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var before = time.GetUtcNow() - Lifetime;
            return await session.Execute($"delete from import_chunks where committed_at < {before}")
                + await session.Execute($"delete from imports where finished_at < {before}");
        },
        cancellation);

    public static async ValueTask<bool> IsCommitted(Session session, string id, byte[] hash) =>
        await session.Number($"select 1 from import_chunks where import_id = {id} and hash = {hash}") is not null;

    public async ValueTask MarkCommitted(Session transaction, string id, byte[] hash, int created, int duplicates) =>
        await transaction.Execute($"""
            insert into import_chunks (import_id, hash, created, duplicates, committed_at)
            values ({id}, {hash}, {created}, {duplicates}, {time.GetUtcNow()})
            """);

    /// <summary>A chunk is known by what it says, not by where it stands: lines repaired elsewhere do not make it new.</summary>
    public static byte[] HashOf(IEnumerable<ImportLine> chunk)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in chunk)
            hash.AppendData(Encoding.UTF8.GetBytes(line.Text + "\n"));
        return hash.GetHashAndReset();
    }

    private sealed record ReportRow(string Report) : IRow<ReportRow>
    {
        public static ReportRow Read(Columns columns) => new(columns.Text(0));
    }
}
