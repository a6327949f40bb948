using System.Security.Cryptography;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Shared.Signing;

/// <summary>RFC 9421, appendix B.2: the signatures that its authors made.</summary>
public class RfcVectorTests
{
    // Three of the examples are of an algorithm that this service does not take; their signatures prove the text that is signed.
    [Theory]
    [InlineData(
        """();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd" """,
        "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==")]
    [InlineData(
        """("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example" """,
        "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==")]
    [InlineData(
        """("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss" """,
        "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==")]
    public void The_base_of_B21_to_B23_is_the_one_that_was_signed(string input, string signature)
    {
        using var key = RSA.Create();
        key.ImportFromPem(RfcMessages.RsaPss);

        var text = SignatureBase.Create(RfcMessages.Input(input.Trim()), RfcMessages.Request());

        Assert.True(key.VerifyData(text, Convert.FromBase64String(signature), HashAlgorithmName.SHA512, RSASignaturePadding.Pss));
    }

    [Fact]
    public void B24_a_response_by_ecdsa_p256_sha256()
    {
        using var key = SigningKey.FromPublicPem(SignatureAlgorithm.EcdsaP256Sha256, RfcMessages.P256);
        var signature = Parse(
            """sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256" """,
            "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:");

        Assert.True(signature.IsValid(RfcMessages.Response(), key));
    }

    [Fact]
    public void B25_a_request_by_hmac_sha256()
    {
        using var key = new HmacKey(Convert.FromBase64String(RfcMessages.SharedSecret));
        var signature = Parse(
            """sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret" """,
            "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:");

        Assert.True(signature.IsValid(RfcMessages.Request(), key));
        Assert.Equal(signature.Value, MessageSignature.Create("sig-b25", signature.Input, RfcMessages.Request(), key).Value);
    }

    [Fact]
    public void B26_a_request_by_ed25519()
    {
        using var key = SigningKey.FromPublicPem(SignatureAlgorithm.Ed25519, RfcMessages.Ed25519);
        using var signer = Ed25519Key.FromPrivatePem(RfcMessages.Ed25519Private);
        var signature = Parse(
            """sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519" """,
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:");

        Assert.True(signature.IsValid(RfcMessages.Request(), key));
        Assert.Equal(signature.Value, MessageSignature.Create("sig-b26", signature.Input, RfcMessages.Request(), signer).Value);
    }

    [Fact]
    public void The_digests_of_the_messages_are_those_of_their_content()
    {
        var request = ContentDigest.Parse(RfcMessages.Request().Field("content-digest")![0]!);
        var response = ContentDigest.Parse(RfcMessages.Response().Field("content-digest")![0]!);

        Assert.Equal(SHA512.HashData("""{"hello": "world"}"""u8), request.Sha512);
        Assert.Equal(SHA512.HashData("""{"message": "good dog"}"""u8), response.Sha512);
    }

    private static MessageSignature Parse(string input, string value) => MessageSignature.Parse(input.Trim(), value).Single();
}
