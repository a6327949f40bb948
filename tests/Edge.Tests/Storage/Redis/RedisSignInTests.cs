using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Edge.Storage.Redis;
using static Edge.Tests.Storage.Redis.TestRedis;

namespace Edge.Tests.Storage.Redis;

public sealed class RedisSignInTests : IDisposable
{
    private const string Password = "p@ss/w:rd%41";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_user_with_few_rights_signs_in_and_works_in_its_database()
    {
        await using var server = await RedisServer.Start("--user", "edge", "on", $">{Password}", "~cache:*", "&news", "+get", "+set", "+ping", "+select", "+subscribe");
        using var redis = new TestRedis(UrlOf(server, "edge", Password) + "/3");
        await redis.Client.Set(Bytes("cache:key"), Bytes("x"), TimeSpan.FromMinutes(1));

        var error = await Assert.ThrowsAsync<RedisErrorReply>(async () => await redis.Client.Get(Bytes("other")));

        Assert.Equal("NOPERM", error.Code);
        Assert.Contains("$1\r\nx", await server.Ask("SELECT 3\r\nGET cache:key"), StringComparison.Ordinal);
        Assert.Contains("$-1", await server.Ask("GET cache:key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_subscription_shifts_no_answer()
    {
        await using var server = await RedisServer.Start("--user", "edge", "on", $">{Password}", "~*", "&news", "+@all");
        using var redis = new TestRedis(UrlOf(server, "edge", Password));
        await redis.Client.Set(Bytes("key"), Bytes("mine"), TimeSpan.FromMinutes(1));

        using var refused = redis.Client.Subscribe("secret");
        using var granted = redis.Client.Subscribe("news");
        await using var listener = new Listener(granted);

        Assert.Equal("mine", Encoding.UTF8.GetString((await redis.Client.Get(Bytes("key")))!));
        Assert.Equal("RESUMED", await listener.Next());
        while (!redis.Log.Contains("refuses SUBSCRIBE with NOPERM", StringComparison.Ordinal))
            await Task.Delay(10);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        await using var server = await RedisServer.Start("--requirepass", "right");
        using var redis = new TestRedis(UrlOf(server, "", "wr0ng-secret"));
        using var without = new TestRedis(server.Url);

        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());
        var missing = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await without.Client.Ping());

        Assert.Contains("refused the user or the password", error.Message, StringComparison.Ordinal);
        Assert.Contains("wants a user and a password", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-secret", error + redis.Log + redis.Options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_repeats_what_it_does_not_know_does_not_make_us_tell_the_password()
    {
        using var old = new TcpListener(IPAddress.Loopback, 0);
        old.Start();
        var answering = Answer(old, "-ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `edge`, `s3cret`\r\n");
        using var redis = new TestRedis($"redis://edge:s3cret@127.0.0.1:{((IPEndPoint)old.LocalEndpoint).Port}");

        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());

        Assert.Contains("does not speak RESP3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error + redis.Log, StringComparison.Ordinal);
        await answering;
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "a line that begins no value")]
    [InlineData("+OK\r\n+OK\r\n+OK\r\n", "does not speak RESP3")]
    [InlineData("$2147483647\r\n", "a value larger than")]
    public async Task Something_that_is_no_Redis_is_unavailable(string greeting, string expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Answer(listener, greeting);
        using var redis = new TestRedis($"redis://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        var error = await Assert.ThrowsAsync<RedisUnavailableException>(async () => await redis.Client.Ping());

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        await answering;
    }

    [Fact]
    public async Task TLS_is_spoken_with_a_server_whose_authority_is_known()
    {
        WriteCertificate();
        var port = RedisServer.FreePort();
        await using var server = await RedisServer.Start(
            "--tls-port", $"{port}", "--tls-cert-file", folder.File("cert.pem"), "--tls-key-file", folder.File("key.pem"), "--tls-auth-clients", "no");
        using var trusted = new TestRedis($"rediss://localhost:{port}", ("RedisAuthority", folder.File("cert.pem")));
        using var named = new TestRedis($"rediss://127.0.0.1:{port}", ("RedisAuthority", folder.File("cert.pem")), ("RedisServerName", "localhost"));
        using var untrusted = new TestRedis($"rediss://localhost:{port}");
        using var misnamed = new TestRedis($"rediss://127.0.0.1:{port}", ("RedisAuthority", folder.File("cert.pem")));
        var value = new byte[300_000];
        Random.Shared.NextBytes(value);

        await trusted.Client.Set(Bytes("key"), value, TimeSpan.FromMinutes(1));

        Assert.Equal(value, await trusted.Client.Get(Bytes("key")));
        Assert.Equal(value, await named.Client.Get(Bytes("key")));
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await untrusted.Client.Ping());
        await Assert.ThrowsAsync<RedisUnavailableException>(async () => await misnamed.Client.Ping());
    }

    // Waits for the first words, and holds the connection until the client ends it.
    private static async Task Answer(TcpListener listener, string answer)
    {
        using var socket = await listener.AcceptTcpClientAsync();
        var stream = socket.GetStream();
        await stream.ReadExactlyAsync(new byte[1]);
        await stream.WriteAsync(Bytes(answer));
        try
        {
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // Ended with what was not read.
        }
    }

    private static string UrlOf(RedisServer server, string user, string password) =>
        $"redis://{user}:{Uri.EscapeDataString(password)}@127.0.0.1:{server.Port}";

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis-test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
