using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Signatures;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;

namespace Edge.Features.ApiKeys;

/// <summary>
/// Issues a key and shows its secret, this once. An Idempotency-Key has no effect here: replaying the answer would need the secret at
/// rest. Who lost the answer issues another key and revokes the first.
/// </summary>
internal static class IssueApiKey
{
    private const int MaxNameLength = 100;

    public static async Task<JsonAnswer<IssuedApiKey>> Handle(
        CreateApiKeyRequest request, HttpContext http, Database database, FactLog facts, CallerStore callers, SigningKeySeal seal, TimeProvider time, CancellationToken cancellation)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        Validate(request, now);
        var secret = ApiKeyToken.Create();
        var id = Guid.CreateVersion7(now);
        var signing = request.Signing is null ? null : SigningRules.Of(request.Signing, id, secret, seal);
        var key = new ApiKey(
            id, request.Name.Trim(), request.Role, ApiKeyToken.HintOf(secret), now, request.ExpiresAt, null, signing?.Signing);
        await database.Transaction(
            async session =>
            {
                await session.Execute($"""
                    insert into api_keys (id, organisation, hash, name, hint, role, created_at, expires_at, signing_algorithm, signing_key, signing_required)
                    values (
                        {key.Id}, {http.Caller().Organisation}, {callers.HashOfApiKey(secret)}, {key.Name}, {key.Hint}, {WireName.Of(key.Role)}, {now}, {key.ExpiresAt},
                        {(signing is null ? null : WireName.Of(signing.Signing.Algorithm))}, {signing?.AtRest}, {key.Signing is { Required: true }})
                    """);
                await facts.Append(session, new Fact("ApiKeyIssued", key.Id.ToString(), $$"""{"role":"{{WireName.Of(key.Role)}}"}"""));
                return key;
            },
            cancellation);
        return Answers.Created(new IssuedApiKey(key, secret, signing?.Shown), WireJson.Default.IssuedApiKey, $"/api/v1/api-keys/{key.Id}");
    }

    private static void Validate(CreateApiKeyRequest request, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > MaxNameLength || Array.Exists(request.Name.ToCharArray(), char.IsControl))
            errors["name"] = [$"1 to {MaxNameLength} characters, without control characters."];
        if (request.ExpiresAt <= now)
            errors["expires_at"] = ["A time in the future."];
        if (request.Signing is { } signing && SigningRules.Fault(signing) is { } fault)
            errors[SigningRules.PublicKeyField] = [fault];
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
    }
}
