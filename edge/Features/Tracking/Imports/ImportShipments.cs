using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>POST /api/v1/shipments/import?id=: a CSV or NDJSON file as the body.</summary>
internal static class ImportShipments
{
    public const int MaxBody = 64 * 1024 * 1024;
    private const int MaxId = 100;

    public static async Task<IResult> Handle(HttpContext http, string? id, Importer importer, CancellationToken cancellation)
    {
        if (ImportFormats.OfMediaType(http.Request.ContentType) is not { } format)
            return Problems.ImportMediaTypeUnsupported();
        if (id is not null && (id.Length is 0 or > MaxId || id.AsSpan().ContainsAnyExceptInRange('!', '~')))
            return Problems.InvalidParameter("id", $"1 to {MaxId} visible ASCII characters, without blanks.");
        var caller = http.Caller();
        var key = new ImportKey(caller.Organisation, caller.Id, id ?? Guid.CreateVersion7().ToString());
        var report = await importer.Run(key, format.Lines(http.Request.Body), cancellation);
        return Answers.Ok(report, WireJson.Default.ImportReport);
    }
}
