using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Edge.Features.Push.Delivery;

namespace Edge.Tests.Features.Push;

public class MessageEncryptionTests
{
    // RFC 8291, section 5 and appendix A.
    private const string DeviceKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string DeviceSecret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string SenderKey = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Text = "When I grow up, I want to be a watermelon";
    private const string Body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void The_example_of_the_rfc_comes_out_byte_for_byte()
    {
        var point = Base64Url.DecodeFromChars(SenderKey);
        using var own = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars(SenderPrivate),
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });

        var body = MessageEncryption.Encrypt(
            Encoding.UTF8.GetBytes(Text), Base64Url.DecodeFromChars(DeviceKey), Base64Url.DecodeFromChars(DeviceSecret), own,
            Base64Url.DecodeFromChars(Salt));

        Assert.Equal(Body, Base64Url.EncodeToString(body));
    }

    [Fact]
    public void No_two_messages_share_a_key_or_a_salt()
    {
        var device = new FakeDevice("http://127.0.0.1:1/x");

        var one = MessageEncryption.Encrypt("a"u8, device.Key, device.Secret);
        var other = MessageEncryption.Encrypt("a"u8, device.Key, device.Secret);

        Assert.NotEqual(one[..16], other[..16]);
        Assert.NotEqual(one[21..86], other[21..86]);
        Assert.Equal("a", device.Decrypt(one));
        Assert.Equal("a", device.Decrypt(other));
    }

    [Fact]
    public void Only_points_of_the_curve_are_keys()
    {
        var key = Base64Url.DecodeFromChars(DeviceKey);
        Assert.True(MessageEncryption.IsKey(key));
        Assert.False(MessageEncryption.IsKey([]));
        Assert.False(MessageEncryption.IsKey(key[1..]));
        Assert.False(MessageEncryption.IsKey([.. key, 0]));
        Assert.False(MessageEncryption.IsKey([5, .. key[1..]]));
        Assert.False(MessageEncryption.IsKey([.. key[..64], (byte)(key[64] ^ 1)]));
        Assert.False(MessageEncryption.IsKey([4, .. new byte[64]]));
    }
}
