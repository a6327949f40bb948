using Edge.Shared.Signing;

namespace Edge.Tests.Shared.Signing;

/// <summary>The messages and public keys of RFC 9421, appendix B.1 and B.2.</summary>
internal static class RfcMessages
{
    public const string P256 = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    public const string Ed25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
        -----END PUBLIC KEY-----
        """;

    public const string Ed25519Private = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
        -----END PRIVATE KEY-----
        """;

    public const string RsaPss = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    public const string SharedSecret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    public static SignableMessage Request() => Request(new()
    {
        ["date"] = ["Tue, 20 Apr 2021 02:07:55 GMT"],
        ["content-type"] = ["application/json"],
        ["content-digest"] = ["sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"],
        ["content-length"] = ["18"],
    });

    public static SignableMessage Request(Dictionary<string, string[]> fields, string target = "/foo?param=Value&Pet=dog", string method = "POST") => new()
    {
        Method = method,
        Scheme = "https",
        Authority = "example.com",
        Target = target,
        Field = name => fields.GetValueOrDefault(name),
    };

    public static SignableMessage Response(SignableMessage? request = null)
    {
        Dictionary<string, string[]> fields = new()
        {
            ["date"] = ["Tue, 20 Apr 2021 02:07:56 GMT"],
            ["content-type"] = ["application/json"],
            ["content-digest"] = ["sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"],
            ["content-length"] = ["23"],
        };
        return new SignableMessage { Status = 200, Field = name => fields.GetValueOrDefault(name), Request = request };
    }

    public static InnerList Input(string list) => (InnerList)StructuredField.ParseDictionary($"sig={list}").Find("sig")!;

    public static string[] BaseOf(string list, SignableMessage message) =>
        System.Text.Encoding.ASCII.GetString(SignatureBase.Create(Input(list), message)).Split('\n');
}
