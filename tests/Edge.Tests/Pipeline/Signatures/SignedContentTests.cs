using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;

namespace Edge.Tests.Pipeline.Signatures;

public class SignedContentTests
{
    private const string Shipments = "/api/v1/shipments";
    private const string Import = "/api/v1/shipments/import?id=one";
    private const string Body = """{"number":"1Z999AA10123456784"}""";

    [Fact]
    public async Task Another_body_is_refused_and_the_right_one_still_taken()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var plan = new SigningPlan();
        var altered = caller.Sign(SignedCaller.Post(Shipments, Body), plan);
        var headers = altered.Content!.Headers;
        altered.Content = new StringContent(Body.Replace('4', '5'), null, "application/json");
        altered.Content.Headers.Add(ContentDigest.Header, headers.GetValues(ContentDigest.Header));

        using var refused = await caller.Http.SendAsync(altered);
        using var taken = await caller.Send(SignedCaller.Post(Shipments, Body), plan);
        using var again = await caller.Send(SignedCaller.Post(Shipments, Body), plan);

        await Answered.Problem(refused, HttpStatusCode.BadRequest, "digest-mismatch");
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        await Answered.Problem(again, HttpStatusCode.Unauthorized, "signature-replayed");
    }

    [Fact]
    public async Task A_body_that_the_signature_does_not_cover_is_refused()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var request = caller.Sign(new HttpRequestMessage(HttpMethod.Post, Shipments));
        request.Content = new StringContent(Body, null, "application/json");

        using var answer = await caller.Http.SendAsync(request);

        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "signature-invalid");
    }

    [Theory]
    [InlineData("md5=:AAAA:")]
    [InlineData("nonsense=")]
    [InlineData("sha-256=1")]
    public async Task A_digest_that_cannot_be_checked_is_refused(string digest)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var request = SignedCaller.Post(Shipments, Body);
        request.Content!.Headers.Remove(ContentDigest.Header);
        request.Content.Headers.TryAddWithoutValidation(ContentDigest.Header, digest);

        using var answer = await caller.Send(request);

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "digest-mismatch");
    }

    [Fact]
    public async Task A_digest_of_no_body_is_checked_too()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var plan = new SigningPlan { Components = ["@method", "@target-uri", "content-digest"] };
        var right = SignedCaller.Get();
        right.Headers.TryAddWithoutValidation(ContentDigest.Header, ContentDigest.Of([]));
        var wrong = SignedCaller.Get();
        wrong.Headers.TryAddWithoutValidation(ContentDigest.Header, ContentDigest.Of([1]));

        using var taken = await caller.Send(right, plan);
        using var refused = await caller.Send(wrong, plan with { Nonce = "other" });

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await Answered.Problem(refused, HttpStatusCode.BadRequest, "digest-mismatch");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    public async Task An_import_is_verified_before_its_first_line_counts(int lines)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var file = Csv(lines);
        var altered = caller.Sign(SignedCaller.Post(Import, file, "text/csv"));
        var digest = altered.Content!.Headers.GetValues(ContentDigest.Header);
        altered.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file + "X"));
        altered.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        altered.Content.Headers.Add(ContentDigest.Header, digest);

        using var refused = await caller.Http.SendAsync(altered);
        using var list = await caller.Send(SignedCaller.Get($"{Shipments}?limit=1"));
        using var taken = await caller.Send(SignedCaller.Post(Import, file, "text/csv"));

        await Answered.Problem(refused, HttpStatusCode.BadRequest, "digest-mismatch");
        Assert.Empty((await list.Content.ReadFromJsonAsync(WireJson.Reading.ShipmentPage))!.Items);
        var report = await taken.Content.ReadFromJsonAsync(WireJson.Reading.ImportReport);
        Assert.Equal((true, lines), (report!.Complete, report.Created));
    }

    [Fact]
    public async Task A_body_sent_in_chunks_is_verified()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        var request = SignedCaller.Post(Shipments, Body);
        request.Headers.TransferEncodingChunked = true;

        using var answer = await caller.Send(request);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_ever()
    {
        await using var server = await EdgeServer.Start(("Limits:BodyBytes", "200000"));
        using var caller = await SignedCaller.Create(server);
        var large = SignedCaller.Post(Shipments, new string(' ', 200_001));
        var chunked = SignedCaller.Post(Shipments, new string(' ', 200_001));
        chunked.Headers.TransferEncodingChunked = true;

        using var known = await caller.Send(large);
        using var found = await caller.Send(chunked);

        await Answered.Problem(known, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await Answered.Problem(found, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    private static string Csv(int lines)
    {
        var file = new StringBuilder("number,carrier,reference\n");
        for (var i = 0; i < lines; i++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"EDGE{i:000000},other,order {i}\n");
        return file.ToString();
    }
}
