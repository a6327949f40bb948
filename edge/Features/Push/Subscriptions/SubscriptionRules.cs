using System.Buffers.Text;
using Edge.Features.Push.Delivery;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.Push.Subscriptions;

/// <summary>What a browser says of itself, checked.</summary>
internal sealed class SubscriptionRules(PushServices services)
{
    private const int SecretBytes = 16;
    private const int LongestToken = 64;
    private const int LongestZone = 64;
    private const int LongestLanguage = 35;
    private const int MostOffset = 14 * 60;

    /// <exception cref="ProblemException">Something is wrong: 422 with all of it.</exception>
    public Device DeviceOf(string endpoint, DeviceKeys keys) => DeviceOf(endpoint, keys, []);

    /// <exception cref="ProblemException">Something is wrong: 422 with all of it.</exception>
    public Device DeviceOf(SaveSubscriptionRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Scope == SubscriptionScope.Parcel && request.Parcel is not { Length: > 0 and <= LongestToken })
            errors["parcel"] = ["The public token of a parcel."];
        if (request.Scope == SubscriptionScope.Shipments && request.Parcel is not null)
            errors["parcel"] = ["None: all shipments are meant."];
        if (request.Statuses.Count is 0 or > 50)
            errors["statuses"] = ["At least one."];
        if (request.Language.Length is 0 or > LongestLanguage || !IsWord(request.Language))
            errors["language"] = ["A language tag, such as de or pt-BR."];
        if (request.QuietHours is { } quiet)
            Check(quiet, errors);
        return DeviceOf(request.Endpoint, request.Keys, errors);
    }

    /// <param name="request">One whose values are right.</param>
    public static SilentTime? SilenceOf(SaveSubscriptionRequest request) => request.QuietHours is not { } quiet
        ? null
        : new SilentTime(SilentTime.MinutesOf(quiet.From)!.Value, SilentTime.MinutesOf(quiet.Until)!.Value, quiet.TimeZone, quiet.UtcOffset);

    private Device DeviceOf(string endpoint, DeviceKeys keys, Dictionary<string, string[]> errors)
    {
        if (services.Find(endpoint) is null)
            errors["endpoint"] = ["The https address that a push service known here has given the browser."];
        var key = BytesOf(keys.P256dh);
        if (!MessageEncryption.IsKey(key))
            errors["keys.p256dh"] = ["A public key of P-256, 65 bytes in base64url."];
        var secret = BytesOf(keys.Auth);
        if (secret.Length != SecretBytes)
            errors["keys.auth"] = ["16 bytes in base64url."];
        return errors.Count == 0 ? new Device(endpoint, key, secret) : throw new ProblemException(Problems.Invalid(errors));
    }

    private static void Check(QuietHours quiet, Dictionary<string, string[]> errors)
    {
        if (SilentTime.MinutesOf(quiet.From) is not { } from)
            errors["quiet_hours.from"] = ["A time of day, such as 22:00."];
        else if (SilentTime.MinutesOf(quiet.Until) == from)
            errors["quiet_hours.until"] = ["Another time than from."];
        if (SilentTime.MinutesOf(quiet.Until) is null)
            errors["quiet_hours.until"] = ["A time of day, such as 07:00."];
        if (quiet.TimeZone.Length is 0 or > LongestZone || !IsWord(quiet.TimeZone))
            errors["quiet_hours.time_zone"] = ["A time zone, such as Europe/Berlin."];
        if (quiet.UtcOffset is < -MostOffset or > MostOffset)
            errors["quiet_hours.utc_offset"] = ["Minutes, from -840 to 840."];
    }

    // Neither can lead out of the folder in which a machine keeps its time zones.
    private static bool IsWord(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '+' or '/'))
                return false;
        }
        return text[0] != '/';
    }

    // Browsers leave the padding out; some libraries do not.
    private static byte[] BytesOf(string text)
    {
        var digits = text.AsSpan().TrimEnd('=');
        return digits.Length <= 128 && Base64Url.IsValid(digits) ? Base64Url.DecodeFromChars(digits) : [];
    }
}
