using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.ApiKeys;

/// <summary>All keys ever issued, the newest first; the revoked ones stay, so that an old log line still has a name to it.</summary>
internal static class ListApiKeys
{
    public static async Task<JsonAnswer<ApiKeyList>> Handle(HttpContext http, Database database, ApiKeyStore store, CancellationToken cancellation)
    {
        var rows = await database.Read(
            session => session.List<ApiKeyRow>($"""
                select {ApiKeyRow.Columns} from api_keys where organisation = {http.Caller().Organisation} order by id desc
                """),
            cancellation);
        return Answers.Ok(new ApiKeyList([.. rows.Select(row => row.ToContract(store.Now))]), WireJson.Default.ApiKeyList);
    }
}
