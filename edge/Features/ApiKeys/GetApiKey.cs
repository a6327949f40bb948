using Edge.Hosting.Endpoints;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.ApiKeys;

/// <summary>One key. Its ETag is the version of what can be changed; what is counted goes on under it, so that it is no condition here.</summary>
internal static class GetApiKey
{
    public static async Task<Reply> Handle(Guid id, HttpContext http, Database database, ApiKeyStore store, CancellationToken cancellation)
    {
        var key = await database.Read(session => ApiKeyStore.Get(session, id, http.Caller().Organisation), cancellation);
        return Reply.Ok(key.ToContract(store.Now), WireJson.Default.ApiKey, key.Version);
    }
}
