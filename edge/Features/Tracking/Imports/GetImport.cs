using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>GET /api/v1/shipments/imports/{id}: the last report of an import of the caller's own, also while it runs.</summary>
internal static class GetImport
{
    public static async Task<IResult> Handle(HttpContext http, string id, ImportStore imports, CancellationToken cancellation) =>
        await imports.Find(new ImportKey(http.Caller().Organisation, http.Caller().Id, id), cancellation) is { } report
            ? Answers.Ok(report, WireJson.Default.ImportReport)
            : Problems.ImportNotFound();
}
