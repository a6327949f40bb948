using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Edge.Features.Push.Delivery;
using Edge.Features.Push.Vapid;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Push;

/// <summary>A browser's side of push: keys, a subscription, and reading what was encrypted for it.</summary>
internal sealed class FakeDevice(string endpoint)
{
    private readonly ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public string Endpoint { get; set; } = endpoint;

    public byte[] Key => VapidKey.Uncompressed(own.ExportParameters(includePrivateParameters: false).Q);

    public byte[] Secret { get; } = RandomNumberGenerator.GetBytes(16);

    public DeviceKeys Keys => new(Base64Url.EncodeToString(Key), Base64Url.EncodeToString(Secret));

    public SaveSubscriptionRequest ToParcel(string token, params Status[] statuses) => new(
        Endpoint, Keys, SubscriptionScope.Parcel, statuses.Length == 0 ? [Status.OutForDelivery, Status.Delivered] : statuses, "en", token);

    public SaveSubscriptionRequest ToShipments(params Status[] statuses) =>
        new(Endpoint, Keys, SubscriptionScope.Shipments, statuses.Length == 0 ? [Status.Delivered] : statuses, "en");

    public PushNotification Read(byte[] body) => JsonSerializer.Deserialize(Decrypt(body), PushJson.Default.PushText)!.Notification;

    /// <summary>RFC 8291 from the receiver's side.</summary>
    public string Decrypt(byte[] body)
    {
        var senderKey = body[21..86];
        using var sender = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = senderKey[1..33], Y = senderKey[33..] },
        });
        byte[] info = [.. "WebPush: info\0"u8, .. Key, .. senderKey];
        var keyed = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(sender.PublicKey), 32, Secret, info);
        var contentKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyed, 16, body[..16], "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyed, 12, body[..16], "Content-Encoding: nonce\0"u8.ToArray());
        var text = new byte[body.Length - 86 - 16];
        using var cipher = new AesGcm(contentKey, 16);
        cipher.Decrypt(nonce, body.AsSpan(86, text.Length), body.AsSpan(^16..), text);
        Assert.Equal(2, text[^1]);
        return Encoding.UTF8.GetString(text, 0, text.Length - 1);
    }
}
