using Edge.Hosting.Endpoints;
using Edge.Storage;
using Edge.Storage.Facts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Edge.Features.ApiKeys;

/// <summary>Takes a key's rights away from its next request on. Revoking twice changes nothing.</summary>
internal static class RevokeApiKey
{
    public static async Task<NoContent> Handle(
        Guid id, HttpContext http, Database database, FactLog facts, TimeProvider time, CancellationToken cancellation)
    {
        var organisation = http.Caller().Organisation;
        await database.Transaction(
            async session =>
            {
                var revoked = await session.Execute($"""
                    update api_keys set revoked_at = {time.GetUtcNow()} where id = {id} and organisation = {organisation} and revoked_at is null
                    """);
                if (revoked == 1)
                    await facts.Append(session, new Fact("ApiKeyRevoked", id.ToString()));
                else if (await session.Number($"select 1 from api_keys where id = {id} and organisation = {organisation}") is null)
                    throw new ProblemException(Problems.ApiKeyNotFound());
                return revoked;
            },
            cancellation);
        return TypedResults.NoContent();
    }
}
