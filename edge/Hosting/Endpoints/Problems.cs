namespace Edge.Hosting.Endpoints;

/// <summary>Every problem type this service can answer with. docs/problems lists them; slugs never change.</summary>
internal static class Problems
{
    /// <summary>The slug of a request, or of one item of it, whose values contradict the rules.</summary>
    public const string ValidationFailed = "validation-failed";

    // RFC 9421, section 5.1: what a signature has to cover and say.
    private const string Signed = "sig=(\"@method\" \"@target-uri\" \"content-digest\");created;nonce;keyid";

    public static Problem NotFound() => new("not-found", 404, "There is nothing at this address");

    public static Problem MethodNotAllowed() => new("method-not-allowed", 405, "This address does not take this method", "The Allow header names the methods it takes.");

    public static Problem Unauthorized() =>
        new("sign-in-needed", 401, "Sign in first", "Send a session cookie, or an API key as Authorization: Bearer.", Challenge: "Bearer", AcceptSignature: Signed);

    /// <summary>Malformed, unknown, expired or revoked: which of them is not for the caller to know (RFC 6750, section 3.1).</summary>
    public static Problem ApiKeyInvalid() =>
        new("api-key-invalid", 401, "The API key is not valid", "It is mistyped, unknown, expired or revoked.", Challenge: "Bearer error=\"invalid_token\"");

    /// <summary>The key is valid, but its secret alone is not taken.</summary>
    public static Problem SignatureMissing() => new(
        "signature-missing", 401, "This API key signs its requests", "Sign the request; Accept-Signature says what the signature covers.",
        Challenge: "Signature", AcceptSignature: Signed);

    /// <summary>Malformed, wrong, or by a key that is unknown, expired or revoked: which of them is not for the caller to know.</summary>
    public static Problem SignatureInvalid() => Unsigned(
        "signature-invalid", "The signature is not valid", "It is malformed, is not of this request, or its key is unknown, expired or revoked.");

    /// <summary>Said of the signature's words, before any key is looked at.</summary>
    public static Problem SignatureInsufficient() => Unsigned(
        "signature-invalid", "The signature is not valid",
        "It needs created and a nonce of up to 128 characters, and has to cover @method, @target-uri (or @authority, @path and @query), "
        + "content-digest where there is a body, and Idempotency-Key and If-Match where they are sent.");

    public static Problem SignatureExpired() => Unsigned(
        "signature-expired", "The signature is too old, or from the future", "Sign the request again; check the clock.");

    public static Problem SignatureReplayed() => Unsigned(
        "signature-replayed", "This signature was used before", "Sign every request anew, with a nonce of its own.");

    public static Problem DigestMismatch() => new(
        "digest-mismatch", 400, "The body is not the one that Content-Digest describes", "Send its sha-256 or sha-512 (RFC 9530).");

    private static Problem Unsigned(string slug, string title, string detail) =>
        new(slug, 401, title, detail, Challenge: "Signature error=\"invalid_signature\"", AcceptSignature: Signed);

    public static Problem SignInLinkInvalid() =>
        new("sign-in-link-invalid", 401, "The sign-in link is not valid", "It was used, is too old or incomplete; ask for a new one.", Challenge: "Bearer");

    /// <summary>The key is valid, but not from here.</summary>
    public static Problem ApiKeyAddress() =>
        new("api-key-address", 403, "This API key may not be used from your address", "The key is bound to addresses; who keeps it can change them.");

    /// <param name="retryAfter">Seconds until the next month begins.</param>
    public static Problem QuotaExhausted(int retryAfter) => new(
        "quota-exhausted", 429, "This API key has used up its requests of the month", "Wait for the next month, or have the quota raised.",
        RetryAfter: retryAfter);

    public static Problem ApiKeyEnded() =>
        new("api-key-ended", 409, "The API key has ended", "It was revoked or has expired; issue another one.");

    public static Problem ApiKeysFull() => new(
        "api-keys-full", 409, "The organisation has as many API keys as it can have", "Revoke those that nobody uses any more; the list says when each was last used.");

    public static Problem ApiKeySecretsFull() => new(
        "api-key-secrets-full", 409, "Too many secrets of this API key still hold", "Wait until one ends, or end them all with overlap_seconds 0.");

    /// <summary>Which of the checks it failed is not for the caller to know.</summary>
    public static Problem PasskeyRefused() =>
        new("passkey-refused", 401, "The passkey is not accepted", "It is not one of this service, or did not prove that it is here now.", Challenge: "Bearer");

    public static Problem PasskeyUnusable() => new(
        "passkey-unusable", 422, "The passkey cannot be used", "It has to be made for this site, with ES256 or EdDSA, and check who uses it.");

    /// <summary>Unknown, used, too old, or another browser's: which of them is not for the caller to know.</summary>
    public static Problem ChallengeInvalid() => new(
        "challenge-invalid", 401, "The challenge is not valid", "It was used, is too old, or was given to another browser; ask for a new one.", Challenge: "Bearer");

    public static Problem PasskeyExists() => new("passkey-exists", 409, "This passkey is added already");

    public static Problem PasskeysFull() => new("passkeys-full", 409, "There are as many passkeys as there can be", "Remove one first.");

    public static Problem PasskeyNotFound() => new("passkey-not-found", 404, "There is no such passkey");

    public static Problem SessionNotFound() => new("session-not-found", 404, "There is no such session", "It may have ended.");

    public static Problem WalletSignatureInvalid() => new(
        "wallet-signature-invalid", 401, "The wallet has not signed this", "The signature is not of this message by the wallet that it names.", Challenge: "Bearer");

    public static Problem WalletUnknown() => new(
        "wallet-unknown", 401, "Nobody here signs in with this wallet", "Sign in another way, and link it to your account.", Challenge: "Bearer");

    public static Problem WalletLinkedElsewhere() =>
        new("wallet-linked-elsewhere", 409, "This wallet signs somebody else in", "A wallet belongs to one account.");

    public static Problem WalletsFull() => new("wallets-full", 409, "There are as many wallets as there can be", "Unlink one first; twenty are kept.");

    public static Problem WalletNotFound() => new("wallet-not-found", 404, "There is no such wallet");

    public static Problem ApiKeyNotFound() => new("api-key-not-found", 404, "There is no such API key");

    public static Problem CrossSiteRequest() =>
        new("cross-site-request", 403, "The request comes from another site", "Changes with a session cookie are taken from this site's own pages only.");

    public static Problem Forbidden(Permission permission) =>
        new("permission-missing", 403, "Your role does not allow this", $"It needs the permission {permission.Word()}.");

    /// <param name="field">Of the key that is given, in which it is looser than the one that gives it.</param>
    public static Problem BeyondOwnBounds(string field) => new(
        "beyond-own-bounds", 403, "The API key would give more than it has",
        $"Its own {field} is narrower; a person who manages keys can do this in a browser.");

    public static Problem SessionNeeded() =>
        new("session-needed", 403, "A person has to do this", "Sign in in a browser; an API key may not.");

    public static Problem NoAccessRule() => new("permission-missing", 403, "Your role does not allow this");

    public static Problem MalformedRequest(string detail) => new("malformed-request", 400, "The request cannot be read", detail);

    public static Problem InvalidJson(string field, string detail) =>
        InvalidJson(new Dictionary<string, string[]> { [field] = [detail] }, detail);

    public static Problem InvalidJson(IReadOnlyDictionary<string, string[]> errors, string detail) =>
        new("invalid-json", 400, "The body is not the JSON this address takes", detail, errors);

    /// <summary>A query or header value that cannot be used.</summary>
    public static Problem InvalidParameter(string name, string detail) =>
        new("invalid-parameter", 400, "A parameter cannot be used", $"{name}: {detail}", new Dictionary<string, string[]> { [name] = [detail] });

    /// <summary>The body is well-formed, but its values contradict the rules.</summary>
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(ValidationFailed, 422, "Some fields are not valid", null, errors);

    public static Problem TooLarge() => new("body-too-large", 413, "The body is too large for this address");

    public static Problem UnsupportedMediaType() =>
        new("media-type-unsupported", 415, "This address does not take this media type", "Send Content-Type: application/json.");

    public static Problem TooSlow() => new("request-too-slow", 408, "The request took too long to arrive");

    /// <summary>A refusal of the server itself that has no words of its own.</summary>
    public static Problem Refused() => new("refused", 400, "The request is refused");

    public static Problem TooManyRequests(int retryAfter) =>
        new("too-many-requests", 429, "Too many requests", "Wait as long as Retry-After says.", RetryAfter: retryAfter);

    public static Problem Internal() => new("internal-error", 500, "Something went wrong on our side", "The log has the request id.");

    public static Problem Unavailable() =>
        new("unavailable", 503, "The service cannot do this right now", "Try again; with the same Idempotency-Key a write is not done twice.", RetryAfter: 1);

    /// <summary>Come back later, and not all at the same moment.</summary>
    public static Problem Overloaded() =>
        new("overloaded", 503, "More is asked for than can be done right now", "Wait as long as Retry-After says, then try again.", RetryAfter: Random.Shared.Next(1, 5),
            IsCountedOnly: true);

    public static Problem IdempotencyKeyReused() =>
        new("idempotency-key-reused", 422, "This Idempotency-Key was used for another request", "Send a new key with a new request.");

    public static Problem VersionMismatch() =>
        new("version-mismatch", 412, "The resource has changed meanwhile", "Read it again and repeat the change on the newer version.");

    public static Problem VersionMissing() =>
        new("version-missing", 428, "The change needs an If-Match header", "Send the ETag of the version you have read.");

    public static Problem RangeNotSatisfiable() =>
        new("range-not-satisfiable", 416, "There are no such bytes", "The Content-Range header says how many there are.");

    public static Problem WebAppNotBuilt() =>
        new("web-app-not-built", 503, "This build has no web app", "Build it first: npm run build. The API works without it.");

    public static Problem ParcelNotFound() =>
        new("parcel-not-found", 404, "No parcel matches", "Check the number, and give the postcode that the parcel goes to.");

    public static Problem PostcodeMismatch() => new("postcode-mismatch", 403, "The postcode does not match", "Tries are limited.");

    public static Problem ImportNotFound() => new("import-not-found", 404, "There is no such import");

    public static Problem ImportMediaTypeUnsupported() =>
        new("media-type-unsupported", 415, "This address does not take this media type", "Send Content-Type: text/csv or application/x-ndjson.");

    public static Problem ProofNotFound() => new("proof-not-found", 404, "There is no such proof of delivery, or it has no photo");

    public static Problem ProofsFull() =>
        new("proofs-full", 409, "The shipment has as many proofs of delivery as it can have", "Ten are kept.");

    public static Problem ShipmentNotFound() => new("shipment-not-found", 404, "There is no such shipment");

    /// <param name="existing">The shipment that has the number; null for callers who may not read it.</param>
    public static Problem ShipmentExists(Guid? existing) => new(
        "shipment-exists", 409, "This carrier's number is already tracked",
        "Append to the shipment that has it, or archive that one first.", Existing: existing);

    /// <summary>A number in a batch that more than one carrier has on its way.</summary>
    public static Problem ShipmentAmbiguous() => new(
        "shipment-ambiguous", 409, "Several carriers have a shipment with this number", "Name the carrier, or the shipment by its id.");

    public static Problem SubscriptionsFull() => new(
        "subscriptions-full", 409, "There are as many subscriptions as there can be", "End one first; a device and a parcel each have a number of them.");

    public static Problem SubscriptionNotFound() => new("subscription-not-found", 404, "This device is subscribed to nothing");

    public static Problem UserNotFound() => new("user-not-found", 404, "There is no such user");

    public static Problem WayInNotFound() => new("way-in-not-found", 404, "The user has no such passkey or wallet");

    /// <summary>Somebody has to be able to let others in.</summary>
    public static Problem LastAdministrator() => new(
        "last-administrator", 409, "This is the last administrator", "Make somebody else an administrator first.");

    public static Problem OwnUser() => new("own-user", 409, "Nobody shuts themselves out", "Ask another administrator.");

    public static Problem UserDisabled() => new("user-disabled", 409, "The user is disabled", "Enable the user first.");

    public static Problem UsersFull() => new("users-full", 409, "The organisation has as many users as it can have", "A thousand are kept.");

    public static Problem OrganisationNotFound() => new("organisation-not-found", 404, "There is no such organisation");

    public static Problem OrganisationEntered() => new(
        "organisation-entered", 409, "The organisation looks after itself",
        "An administrator of it has signed in, and can let others in; the command edge sign-in-link --user helps where none can any more.");

    public static Problem CacheRecommendationNotFound() => new("cache-recommendation-not-found", 404, "There is no such recommendation");

    public static Problem CacheRecommendationStale() => new(
        "cache-recommendation-stale", 409, "The recommendation is out of date", "What it would change has changed, or an hour has passed; read the list again.");

    public static Problem CacheRecommendationApplied() =>
        new("cache-recommendation-applied", 409, "The recommendation is applied already", "The list of changes says by whom.");

    public static Problem CacheChangeNotFound() => new("cache-change-not-found", 404, "There is no such change");

    public static Problem CacheChangeUndone() =>
        new("cache-change-undone", 409, "The change is undone already", "The list of changes says by whom.");

    public static Problem CacheChangeSuperseded() =>
        new("cache-change-superseded", 409, "A later change stands on this one", "Undo the later one first.");
}
