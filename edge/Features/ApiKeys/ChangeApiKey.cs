using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;

namespace Edge.Features.ApiKeys;

/// <summary>Sets what a key may do, from where, how much and until when; from its next request on.</summary>
internal static class ChangeApiKey
{
    public static Task<Reply> Handle(
        Guid id, ChangeApiKeyRequest request, HttpContext http, IdempotentWrites writes, ApiKeyStore store, Edition edition)
    {
        var versions = http.Request.Headers.IfMatch;
        if (versions.Count == 0)
            throw new ProblemException(Problems.VersionMissing());
        EntityTags.Check("If-Match", versions);
        var caller = http.Caller();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.ChangeApiKeyRequest);
        return writes.Run(http, bytes, async session =>
        {
            var key = await ApiKeyStore.Get(session, id, caller.Organisation, toChange: true);
            if (!EntityTags.MatchNames(versions, key.Version, edition))
                throw new ProblemException(Problems.VersionMismatch());
            if (key.RevokedAt is not null)
                throw new ProblemException(Problems.ApiKeyEnded());
            var errors = new Dictionary<string, string[]>();
            var settings = ApiKeyRules.Check(request, Permissions.Of(key.Role, key.Organisation), store.Now, errors);
            // An expiry that has passed may stay as it is, so that a name can still be corrected.
            if (settings.ExpiresAt == key.Settings.ExpiresAt)
                errors.Remove("expires_at");
            ApiKeyRules.Throw(errors);
            var changed = key with { Settings = settings };
            Grants.Check(caller, key.Permissions, key.Bounds);
            Grants.Check(caller, changed.Permissions, changed.Bounds);
            if (key.HasEnded(store.Now) && !changed.HasEnded(store.Now))
                await store.Reserve(session, key.Organisation);
            var saved = await store.Change(session, key, settings, caller);
            return Reply.Ok(saved.ToContract(store.Now), WireJson.Default.ApiKey, saved.Version);
        });
    }
}
