using Edge.Hosting.Endpoints;
using Edge.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.ApiKeys;

/// <summary>Takes a key's rights away from its next request on, with whichever secret. Revoking twice changes nothing.</summary>
internal static class RevokeApiKey
{
    public static async Task<NoContent> Handle(Guid id, HttpContext http, Database database, ApiKeyStore store, CancellationToken cancellation)
    {
        var caller = http.Caller();
        await database.Transaction(
            async session =>
            {
                var key = await ApiKeyStore.Get(session, id, caller.Organisation, toChange: true);
                if (key.RevokedAt is null)
                    await store.Revoke(session, key, caller);
                return key;
            },
            cancellation);
        return TypedResults.NoContent();
    }
}
