using Edge.Hosting.Endpoints;
using Edge.Shared.Signing;
using Microsoft.AspNetCore.Http.Features;

namespace Edge.Pipeline.Signatures;

/// <summary>
/// What a signature has to cover and say before its bytes are looked at: what decides which request this is, what decides what it does,
/// when it was made, and that it is made once.
/// </summary>
internal sealed class SignaturePolicy(SignatureOptions options, TimeProvider time)
{
    private const int MaxNonce = 128;
    private const int MaxComponents = 64;

    // Fields that change what a write does. Who sends one has to sign it, so that nobody can add it or put another in its place.
    private static readonly string[] Decisive = ["Idempotency-Key", "If-Match"];

    /// <returns>Null when it is as it has to be, or the refusal.</returns>
    public Problem? Check(MessageSignature signature, HttpContext http)
    {
        if (signature.Created is not { } created || signature.Nonce is not { Length: > 0 and <= MaxNonce })
            return Problems.SignatureInsufficient();
        if (signature.Input.Items.Count > MaxComponents || !CoversTarget(signature, http.Request))
            return Problems.SignatureInsufficient();
        if (HasContent(http) && !signature.Covers("content-digest"))
            return Problems.SignatureInsufficient();
        foreach (var field in Decisive)
        {
            if (http.Request.Headers.ContainsKey(field) && !signature.Covers(field.ToLowerInvariant()))
                return Problems.SignatureInsufficient();
        }
        return IsInTime(created, signature.Expires) ? null : Problems.SignatureExpired();
    }

    /// <summary>When a signature that is in time now will no longer be, for a clock as slow as is allowed.</summary>
    public DateTimeOffset EndOf(MessageSignature signature) =>
        DateTimeOffset.FromUnixTimeSeconds(signature.Created!.Value) + options.MaxAge + options.ClockSkew + options.ClockSkew;

    public static bool HasContent(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    // The seconds may be any number of 15 digits, which a time cannot hold.
    private bool IsInTime(long created, long? expires)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var skew = (long)options.ClockSkew.TotalSeconds;
        return created <= now + skew
            && created > now - (long)options.MaxAge.TotalSeconds - skew
            && (expires is null || (expires > now - skew && expires >= created));
    }

    private static bool CoversTarget(MessageSignature signature, HttpRequest request) =>
        signature.Covers("@method")
        && (signature.Covers("@target-uri")
            || (signature.Covers("@authority")
                && (signature.Covers("@request-target")
                    || (signature.Covers("@path") && (!request.QueryString.HasValue || signature.Covers("@query"))))));
}
