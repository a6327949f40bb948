using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Caching.Tuning;

/// <summary>POST /api/v1/admin/cache/changes/{id}/undo: what held before holds again.</summary>
internal static class UndoCacheChange
{
    public static async Task<JsonAnswer<CacheChange>> Handle(
        Guid id, HttpContext http, TuningStore store, TuningWorker worker, CancellationToken cancellation)
    {
        var change = await store.Undo(id, http.Caller(), cancellation);
        await worker.Refresh(cancellation);
        return Answers.Ok(change, WireJson.Default.CacheChange);
    }
}
