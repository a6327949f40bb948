using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Edge.Hosting.Configuration;
using Edge.Hosting.Http;

namespace Edge.Caching.Cdn;

/// <summary>
/// Signature Version 4 of AWS, for requests without a query whose paths need no encoding:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal sealed class SigV4(string accessKey, Secret secretKey, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <param name="fields">All that is signed beside the host, X-Amz-Date among them.</param>
    public string Authorization(string method, Uri url, IReadOnlyList<HttpField> fields, byte[] body, DateTimeOffset time)
    {
        List<HttpField> signed = [new("host", url.IsDefaultPort ? url.IdnHost : url.Authority)];
        foreach (var field in fields)
            signed.Add(new HttpField(field.Name.ToLowerInvariant(), Collapsed(field.Value)));
        signed.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        var names = string.Join(';', signed.Select(field => field.Name));
        var lines = string.Concat(signed.Select(field => $"{field.Name}:{field.Value}\n"));
        var request = $"{method}\n{url.AbsolutePath}\n\n{lines}\n{names}\n{Hash(body)}";

        var stamp = Stamp(time);
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        var signature = Hmac(SigningKey(stamp[..8]), $"{Algorithm}\n{stamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(request))}");
        return $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}";
    }

    private byte[] SigningKey(string date)
    {
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secretKey.Reveal()), date);
        return Hmac(Hmac(Hmac(key, region), service), "aws4_request");
    }

    // Blanks at the ends do not count, and several are one.
    private static string Collapsed(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
