using Edge.Caching.TwoLevel;
using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Caching.Tuning;

/// <summary>POST /api/v1/admin/cache/purge: makes a tag or a key stale on every node and in every cache in front. Harmless to repeat.</summary>
internal static class PurgeCache
{
    private const int Longest = 512;

    public static async Task<NoContent> Handle(
        PurgeCacheRequest request, HttpContext http, Database database, FactLog facts, TimeProvider time, CancellationToken cancellation)
    {
        Validate(request);
        var subject = request.Tag ?? request.Key!;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var entry = new AuditEntry(
            Guid.CreateVersion7(now), now, http.Caller(), "CachePurged", request.Tag is null ? $"cache:key:{subject}" : $"cache:tag:{subject}", null, null);
        await database.Transaction(
            async session =>
            {
                await AuditStore.Append(session, entry);
                // A key is a tag of its own entry.
                return await facts.Append(session, new Fact(FactTags.Removed, subject));
            },
            cancellation);
        return TypedResults.NoContent();
    }

    private static void Validate(PurgeCacheRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Tag is null == request.Key is null)
            errors["tag"] = ["Give either a tag or a key."];
        else if ((request.Tag ?? request.Key!) is { Length: 0 or > Longest })
            errors[request.Tag is null ? "key" : "tag"] = [$"1 to {Longest} characters."];
        else if (Array.Exists((request.Tag ?? request.Key!).ToCharArray(), char.IsControl))
            errors[request.Tag is null ? "key" : "tag"] = ["No control characters."];
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
    }
}
