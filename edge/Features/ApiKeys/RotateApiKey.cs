using Edge.Caching.HttpCaching;
using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Signatures;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.ApiKeys;

/// <summary>
/// Gives a key another secret and shows it, this once, while those so far hold on for a while: its callers change over one by one, and an
/// answer that got lost costs nothing, since rotating again takes nothing away but what is asked for.
/// </summary>
internal static class RotateApiKey
{
    private const int Day = 24 * 60 * 60;
    private const int MaxOverlap = 30 * Day;
    private const int MaxRotated = 4;
    private const string PublicKeyField = "public_key";

    private static readonly RotateApiKeyRequest Plain = new();

    public static async Task<JsonAnswer<IssuedApiKey>> Handle(
        Guid id, HttpContext http, Database database, ApiKeyStore store, CallerStore callers, SigningKeySeal seal, HostingOptions hosting,
        CancellationToken cancellation, RotateApiKeyRequest? request = null)
    {
        var asked = request ?? Plain;
        var caller = http.Caller();
        var secret = ApiKeyToken.Create(hosting.Profile);
        var shown = default(string);
        var rotated = await database.Transaction(
            async session =>
            {
                var now = store.Now;
                var key = await ApiKeyStore.Get(session, id, caller.Organisation, toChange: true);
                if (key.HasEnded(now))
                    throw new ProblemException(Problems.ApiKeyEnded());
                Grants.Check(caller, key.Permissions, key.Bounds);
                Check(asked, key, now);
                var overlap = TimeSpan.FromSeconds(asked.OverlapSeconds ?? Day);
                if (overlap > TimeSpan.Zero && await ApiKeyStore.CountRotated(session, id, now) >= MaxRotated)
                    throw new ProblemException(Problems.ApiKeySecretsFull());
                var signing = SigningOf(asked, key, secret, seal);
                shown = signing?.Shown;
                var next = Renewed(key, asked, caller.Bounds?.ExpiresAt, now) with
                {
                    Hash = callers.HashOfApiKey(secret),
                    Hint = ApiKeyToken.HintOf(secret),
                    RotatedAt = now,
                    SigningKey = signing?.AtRest ?? key.SigningKey,
                };
                Grants.Check(caller, next.Permissions, next.Bounds);
                return await store.Rotate(session, key, next, EndOf(overlap, key, now), caller);
            },
            cancellation);
        return Answers.Ok(new IssuedApiKey(rotated.ToContract(store.Now), secret, shown), WireJson.Default.IssuedApiKey, rotated.Version);
    }

    private static void Check(RotateApiKeyRequest request, ApiKeyRow key, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.OverlapSeconds is < 0 or > MaxOverlap)
            errors["overlap_seconds"] = [$"0 to {MaxOverlap}."];
        if (request.ExpiresAt <= now)
            errors["expires_at"] = ["A time in the future."];
        if (request.PublicKey is { } pem && FaultOf(pem, key) is { } fault)
            errors[PublicKeyField] = [fault];
        ApiKeyRules.Throw(errors);
    }

    private static string? FaultOf(string pem, ApiKeyRow key) => key.Algorithm is { } algorithm
        ? SigningRules.Fault(new ApiKeySigning(algorithm, pem))
        : "None: the key cannot sign.";

    // With a public key its owner's private key goes on, unless he sends another.
    private static SigningKeyMaterial? SigningOf(RotateApiKeyRequest request, ApiKeyRow key, string secret, SigningKeySeal seal) =>
        key.Algorithm is { } algorithm && (algorithm == SignatureAlgorithm.HmacSha256 || request.PublicKey is not null)
            ? SigningRules.Of(new ApiKeySigning(algorithm, request.PublicKey, key.SigningRequired), key.Id, secret, seal)
            : null;

    // A key that was to last a year lasts another one; no longer than who rotates it, if that is a key.
    private static ApiKeyRow Renewed(ApiKeyRow key, RotateApiKeyRequest request, DateTimeOffset? atMost, DateTimeOffset now)
    {
        if (ApiKeyRules.Stored(request.ExpiresAt) is { } end)
            return key with { Settings = key.Settings with { ExpiresAt = end }, Lifetime = end - now };
        if (key.Settings.ExpiresAt is not { } current || key.Lifetime is not { } lifetime)
            return key;
        var again = lifetime < DateTimeOffset.MaxValue - now ? now + lifetime : current;
        again = again > atMost ? atMost.Value : again;
        return key with { Settings = key.Settings with { ExpiresAt = again > current ? again : current } };
    }

    // No secret outlives the expiry that it was given.
    private static DateTimeOffset? EndOf(TimeSpan overlap, ApiKeyRow key, DateTimeOffset now)
    {
        if (overlap == TimeSpan.Zero)
            return null;
        var end = now + overlap;
        return key.Settings.ExpiresAt is { } expiry && expiry < end ? expiry : end;
    }
}
