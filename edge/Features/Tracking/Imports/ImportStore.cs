using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Imports;

/// <summary>
/// What is remembered of imports: which chunks are in, so that a repeated file skips them, and the report of the last run.
/// The report is kept in parts, so that a chunk adds to it at the same price whether it is the first or the ten-thousandth.
/// </summary>
internal sealed class ImportStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public ValueTask<ImportReport?> Find(ImportKey key, CancellationToken cancellation) => database.Read(
        async session =>
        {
            var run = await session.First<RunRow>(
                $"select run, finished_at from imports where caller = {key.Sender} and id = {key.Id}");
            if (run is null)
                return null;
            var report = new ReportBuilder(key.Id);
            foreach (var row in await session.List<PartRow>(
                $"select chunk, refused from import_report_parts where run = {run.Id} order by ordinal"))
                report.Add(row.Part);
            return report.Build(run.IsFinished);
        },
        cancellation);

    /// <summary>The numbers of the organisations of this name, or of the one with this id.</summary>
    public async ValueTask<IReadOnlyList<long>> OrganisationsCalled(string nameOrId, CancellationToken cancellation)
    {
        Guid? id = Guid.TryParse(nameOrId, out var parsed) ? parsed : null;
        var rows = await database.Read(
            session => session.List<OrganisationRow>($"select seq from organisations where name = {nameOrId} or id = {id} order by seq"), cancellation);
        return rows.ConvertAll(row => row.Number);
    }

    /// <summary>Starts a report in place of the one before; gives the id of the run it is about.</summary>
    public Task<Guid> Begin(ImportKey key, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var now = time.GetUtcNow();
            var run = Guid.CreateVersion7(now);
            await session.Execute($"""
                delete from import_report_parts
                where run in (select run from imports where caller = {key.Sender} and id = {key.Id})
                """);
            await session.Execute($"""
                insert into imports (caller, id, run, started_at, finished_at) values ({key.Sender}, {key.Id}, {run}, {now}, null)
                on conflict (caller, id) do update set run = excluded.run, started_at = excluded.started_at, finished_at = null
                """);
            return run;
        },
        cancellation);

    /// <summary>Adds to the report of the run, unless a later run of the same import has taken its place.</summary>
    public static ValueTask<int> Append(Session transaction, Guid run, int ordinal, ReportPart part)
    {
        var chunk = JsonSerializer.Serialize(part.Chunk, WireJson.Default.ImportChunk);
        return transaction.Execute($"""
            insert into import_report_parts (run, ordinal, chunk, refused)
            select {run}, {ordinal}, {chunk}, {part.Refused} where exists (select 1 from imports where run = {run})
            """);
    }

    public Task Finish(Guid run, CancellationToken cancellation) =>
        database.Write($"update imports set finished_at = {time.GetUtcNow()} where run = {run}", cancellation);

    /// <summary>Forgets imports that nobody will resume any more.</summary>
    public Task<int> Prune(CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var before = time.GetUtcNow() - Lifetime;
            return await session.Execute($"delete from import_chunks where committed_at < {before}")
                + await session.Execute(
                    $"delete from import_report_parts where run in (select run from imports where started_at < {before})")
                + await session.Execute($"delete from imports where started_at < {before}");
        },
        cancellation);

    /// <summary>How many shipments the chunk created when it was committed; null when it is not in.</summary>
    public static async ValueTask<int?> CreatedBy(Session session, ImportKey key, byte[] hash) =>
        (int?)await session.Number(
            $"select created from import_chunks where caller = {key.Sender} and import_id = {key.Id} and hash = {hash}");

    public async ValueTask MarkCommitted(Session transaction, ImportKey key, byte[] hash, ImportChunk chunk) =>
        await transaction.Execute($"""
            insert into import_chunks (caller, import_id, hash, created, duplicates, committed_at)
            values ({key.Sender}, {key.Id}, {hash}, {chunk.Created}, {chunk.Duplicates}, {time.GetUtcNow()})
            """);

    /// <summary>A chunk is known by what it says, not by where it stands: lines repaired elsewhere do not make it new.</summary>
    public static byte[] HashOf(IEnumerable<ImportLine> chunk)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in chunk)
            hash.AppendData(Encoding.UTF8.GetBytes(line.Text + "\n"));
        return hash.GetHashAndReset();
    }

    private sealed record RunRow(Guid Id, bool IsFinished) : IRow<RunRow>
    {
        public static RunRow Read(Columns columns) => new(columns.Id(0), !columns.IsNull(1));
    }

    private sealed record OrganisationRow(long Number) : IRow<OrganisationRow>
    {
        public static OrganisationRow Read(Columns columns) => new(columns.Long(0));
    }

    private sealed record PartRow(ReportPart Part) : IRow<PartRow>
    {
        public static PartRow Read(Columns columns) =>
            new(new ReportPart(JsonSerializer.Deserialize(columns.Text(0), WireJson.Default.ImportChunk)!, columns.Int(1)));
    }
}
