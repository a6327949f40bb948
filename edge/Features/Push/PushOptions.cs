using System.Buffers.Text;
using Edge.Hosting;
using Edge.Hosting.Configuration;

namespace Edge.Features.Push;

/// <param name="Key">The private key of RFC 8292 from outside; empty where the database keeps one.</param>
/// <param name="Contact">Whom a push service may write to about what it is sent; empty for the site's own address.</param>
/// <param name="Lifetime">How long a notification is worth delivering.</param>
/// <param name="Concurrency">Requests to push services at a time.</param>
internal sealed record PushOptions(
    Secret Key, string Contact, PushServices Services, int PerParcel, int PerDevice, TimeSpan Lifetime, int Concurrency)
{
    private const string KeyKey = "Push:VapidKey";
    private const string ContactKey = "Push:Contact";
    private const int KeyBytes = 32;

    // How many points there are: a private key is less, and not zero (FIPS 186-5, SP 800-186 section 3.2.1.3).
    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];

    public static PushOptions Read(Settings settings, Profile profile) => new(
        ReadKey(settings),
        ReadContact(settings),
        PushServices.Read(settings, profile),
        settings.Number("Push:PerParcel", 100, 1, 1_000_000, "Devices that can be subscribed to one parcel."),
        settings.Number("Push:PerDevice", 200, 1, 10_000, "Parcels that one device can be subscribed to."),
        settings.Duration("Push:Lifetime", "1d", "1m", "28d", "How long a notification is tried to be delivered."),
        settings.Number("Push:Concurrency", 64, 1, 1_000, "Notifications that a node sends at the same time."));

    private static Secret ReadKey(Settings settings)
    {
        var key = settings.Secret(
            KeyKey, "Private key that push services know this site by, as web-push generate-vapid-keys prints it; without it the database keeps one.");
        if (!key.IsEmpty && !IsKey(key.Reveal()))
            settings.Fault(KeyKey, "this is no private key of P-256 in base64url, 43 characters; use: npx web-push generate-vapid-keys");
        return key;
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[KeyBytes + 1];
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == KeyBytes
            && bytes.AsSpan(0, KeyBytes).ContainsAnyExcept((byte)0) && bytes.AsSpan(0, KeyBytes).SequenceCompareTo(Order) < 0;
    }

    private static string ReadContact(Settings settings)
    {
        var text = settings.Text(
            ContactKey, "", "Whom push services may write to when notifications trouble them: mailto:NAME@HOST or https://HOST; the public URL without it.");
        var isWellFormed = Uri.TryCreate(text, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https";
        if (text.Length == 0 || (isWellFormed && !text.AsSpan().ContainsAny("\"\\ ") && !text.AsSpan().ContainsAnyExceptInRange('!', '~')))
            return text;
        settings.Fault(ContactKey, $"\"{text}\" is no address; write mailto:NAME@HOST or https://HOST");
        return "";
    }
}
