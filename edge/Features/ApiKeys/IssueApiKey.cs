using Edge.Caching.HttpCaching;
using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Signatures;
using Edge.Shared.Contracts;

namespace Edge.Features.ApiKeys;

/// <summary>
/// Issues a key and shows its secret, this once. An Idempotency-Key has no effect here: replaying the answer would need the secret at
/// rest. Who lost the answer issues another key and revokes the first.
/// </summary>
internal static class IssueApiKey
{
    public static async Task<JsonAnswer<IssuedApiKey>> Handle(
        CreateApiKeyRequest request, HttpContext http, ApiKeyStore store, CallerStore callers, SigningKeySeal seal, HostingOptions hosting,
        CancellationToken cancellation)
    {
        var now = store.Now;
        var caller = http.Caller();
        var settings = Check(request, Permissions.Of(request.Role, caller.Organisation), now);
        var secret = ApiKeyToken.Create(hosting.Profile);
        var id = Guid.CreateVersion7(now);
        var signing = request.Signing is null ? null : SigningRules.Of(request.Signing, id, secret, seal);
        var key = new ApiKeyRow(
            id, caller.Organisation, request.Role, ApiKeyToken.HintOf(secret), callers.HashOfApiKey(secret), now, settings, settings.ExpiresAt - now,
            null, null, null, null, 0, 0, signing?.Signing.Algorithm, signing?.AtRest, signing?.Signing.Required ?? false, 1);
        Grants.Check(caller, key.Permissions, key.Bounds);
        await store.Insert(key, caller, cancellation);
        return Answers.Created(
            new IssuedApiKey(key.ToContract(now), secret, signing?.Shown), WireJson.Default.IssuedApiKey, $"/api/v1/api-keys/{key.Id}", key.Version);
    }

    private static ApiKeySettings Check(CreateApiKeyRequest request, Permission[] ofRole, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        var settings = ApiKeyRules.Check(
            new ChangeApiKeyRequest(
                request.Name, request.ExpiresAt, request.Scopes, request.Addresses, request.RequestsPerMinute, request.Burst, request.MonthlyQuota),
            ofRole, now, errors);
        if (request.Signing is { } signing && SigningRules.Fault(signing) is { } fault)
            errors[SigningRules.PublicKeyField] = [fault];
        ApiKeyRules.Throw(errors);
        return settings;
    }
}
