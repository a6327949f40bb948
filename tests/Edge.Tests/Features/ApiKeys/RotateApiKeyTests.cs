using System.Net;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Storage;
using Edge.Tests.Pipeline.Signatures;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.ApiKeys;

public class RotateApiKeyTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Both_secrets_hold_for_a_day_and_are_one_caller()
    {
        await using var scene = await KeyScene.Start();
        var first = await scene.Issue(new CreateApiKeyRequest("two", Role.Driver));

        var second = await scene.Rotated(first.ApiKey.Id);

        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal((first.ApiKey.Id, scene.Server.Time.GetUtcNow() + Day, 2), (second.ApiKey.Id, second.ApiKey.FormerUntil, second.ApiKey.Version));
        Assert.Equal((200, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret)));
        scene.Server.Time.Advance(Day - TimeSpan.FromMilliseconds(1));
        Assert.Equal((200, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret)));
        scene.Server.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((401, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret)));
    }

    [Fact]
    public async Task Without_a_body_it_is_the_default()
    {
        await using var scene = await KeyScene.Start();
        using var admin = await scene.Server.SignedIn(Role.Admin);
        var key = await scene.Issue(new CreateApiKeyRequest("two", Role.Driver));

        using var answer = await admin.PostAsync($"{KeyScene.Path}/{key.ApiKey.Id}/rotate", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(scene.Server.Time.GetUtcNow() + Day, (await scene.Get(key.ApiKey.Id)).FormerUntil);
    }

    [Fact]
    public async Task An_overlap_of_0_ends_every_other_secret_at_once()
    {
        await using var scene = await KeyScene.Start();
        var first = await scene.Issue(new CreateApiKeyRequest("leaked", Role.Driver));
        var second = await scene.Rotated(first.ApiKey.Id);

        var third = await scene.Rotated(first.ApiKey.Id, """{"overlap_seconds":0}""");

        Assert.Equal((401, 401, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret), await scene.Status(third.Secret)));
        Assert.Null(third.ApiKey.FormerUntil);
    }

    [Fact]
    public async Task Rotating_during_an_overlap_ends_no_secret_early_and_lengthens_none()
    {
        await using var scene = await KeyScene.Start();
        var first = await scene.Issue(new CreateApiKeyRequest("answer lost", Role.Driver));
        var second = await scene.Rotated(first.ApiKey.Id, """{"overlap_seconds":3600}""");
        scene.Server.Time.Advance(TimeSpan.FromMinutes(30));
        await scene.Rotated(first.ApiKey.Id, """{"overlap_seconds":7200}""");

        Assert.Equal((200, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret)));
        scene.Server.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((401, 200), (await scene.Status(first.Secret), await scene.Status(second.Secret)));
        await scene.Rotated(first.ApiKey.Id, """{"overlap_seconds":60}""");
        scene.Server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, await scene.Status(second.Secret));
    }

    [Fact]
    public async Task Returns_409_when_four_former_secrets_still_hold()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("busy", Role.Driver));
        for (var i = 0; i < 4; i++)
            await scene.Rotated(key.ApiKey.Id);

        using var full = await scene.Rotate(key.ApiKey.Id);
        await Answered.Problem(full, HttpStatusCode.Conflict, "api-key-secrets-full");
        await scene.Rotated(key.ApiKey.Id, """{"overlap_seconds":0}""");
        await scene.Rotated(key.ApiKey.Id);
    }

    [Fact]
    public async Task Rotated_at_the_same_time_each_answer_holds_a_secret_that_works()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("twice", Role.Driver));

        var both = await Task.WhenAll(scene.Rotated(key.ApiKey.Id), scene.Rotated(key.ApiKey.Id));

        Assert.Equal((200, 200, 200), (await scene.Status(key.Secret), await scene.Status(both[0].Secret), await scene.Status(both[1].Secret)));
        Assert.Equal([2, 3], both.Select(one => one.ApiKey.Version).Order());
    }

    [Fact]
    public async Task Revoked_while_it_is_rotated_no_secret_holds()
    {
        await using var scene = await KeyScene.Start();
        for (var round = 0; round < 5; round++)
        {
            var key = await scene.Issue(new CreateApiKeyRequest("race", Role.Driver));
            var rotating = scene.Rotate(key.ApiKey.Id);
            var revoking = scene.Admin.DeleteAsync($"{KeyScene.Path}/{key.ApiKey.Id}");
            using var rotated = await rotating;
            using var revoked = await revoking;

            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
            Assert.Equal(401, await scene.Status(key.Secret));
            if (rotated.IsSuccessStatusCode)
            {
                var body = await rotated.Content.ReadAsStringAsync();
                Assert.Equal(401, await scene.Status(System.Text.Json.JsonSerializer.Deserialize(body, WireJson.Reading.IssuedApiKey)!.Secret));
            }
            else
            {
                await Answered.Problem(rotated, HttpStatusCode.Conflict, "api-key-ended");
            }
        }
    }

    [Fact]
    public async Task A_term_begins_anew_and_former_secrets_end_with_the_old_one()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("yearly", Role.Driver, FakeTime.Noon.AddDays(10)));
        await scene.Advance(TimeSpan.FromDays(9.5));

        var rotated = await scene.Rotated(key.ApiKey.Id);

        Assert.Equal(FakeTime.Noon.AddDays(19.5), rotated.ApiKey.ExpiresAt);
        Assert.Equal(FakeTime.Noon.AddDays(10), rotated.ApiKey.FormerUntil);
        scene.Server.Time.Advance(TimeSpan.FromDays(0.5));
        Assert.Equal((401, 200), (await scene.Status(key.Secret), await scene.Status(rotated.Secret)));
    }

    [Fact]
    public async Task An_expiry_at_the_end_of_time_stays_one()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("for ever", Role.Driver, DateTimeOffset.MaxValue));
        scene.Server.Time.Advance(Day);

        var rotated = await scene.Rotated(key.ApiKey.Id);

        Assert.Equal(9999, rotated.ApiKey.ExpiresAt!.Value.Year);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.HmacSha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public async Task Requests_signed_with_either_key_are_taken_during_the_overlap(SignatureAlgorithm algorithm)
    {
        await using var scene = await KeyScene.Start();
        using var former = await SignedCaller.Create(scene.Server, algorithm: algorithm, required: true);
        var (pem, pair) = SignedCaller.NewPair(algorithm);
        var body = pem is null ? "{}" : $$"""{"public_key":{{System.Text.Json.JsonSerializer.Serialize(pem)}}}""";

        var rotated = await scene.Rotated(former.Issued.ApiKey.Id, body);

        using var current = new SignedCaller(scene.Server, rotated, pair ?? new HmacKey(Convert.FromBase64String(rotated.SigningKey!)));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Sent(former), await Sent(current)));
        scene.Server.Time.Advance(Day);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await Sent(former), await Sent(current)));

        static async Task<HttpStatusCode> Sent(SignedCaller caller)
        {
            using var answer = await caller.Send(SignedCaller.Get());
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_private_key_that_is_not_replaced_goes_on()
    {
        await using var scene = await KeyScene.Start();
        using var caller = await SignedCaller.Create(scene.Server, algorithm: SignatureAlgorithm.Ed25519);
        await scene.Rotated(caller.Issued.ApiKey.Id, """{"overlap_seconds":0}""");

        using var answer = await caller.Send(SignedCaller.Get());

        Assert.Equal((HttpStatusCode.OK, 401), (answer.StatusCode, await scene.Status(caller.Issued.Secret)));
    }

    [Theory]
    [InlineData("""{"overlap_seconds":-1}""", "overlap_seconds")]
    [InlineData("""{"overlap_seconds":2592001}""", "overlap_seconds")]
    [InlineData("""{"expires_at":"2026-03-02T12:00:00Z"}""", "expires_at")]
    [InlineData("""{"public_key":"-----BEGIN PUBLIC KEY-----"}""", "public_key")]
    public async Task Returns_422_and_names_the_field(string body, string field)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));

        using var answer = await scene.Rotate(key.ApiKey.Id, body);

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal([field], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{"overlap_seconds":99999999999999999999}""")]
    [InlineData("""{"overlap_seconds":"1"}""")]
    [InlineData("""{"overlap":1}""")]
    [InlineData("[]")]
    public async Task Returns_400_for_what_is_not_such_a_request(string body)
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));

        using var answer = await scene.Rotate(key.ApiKey.Id, body);

        await Answered.Problem(answer, HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task Returns_404_for_an_unknown_key_and_409_for_one_that_has_ended()
    {
        await using var scene = await KeyScene.Start();
        var expired = await scene.Issue(new CreateApiKeyRequest("short", Role.Driver, FakeTime.Noon.AddHours(1)));
        scene.Server.Time.Advance(TimeSpan.FromHours(1));

        using var unknown = await scene.Rotate(Guid.NewGuid());
        using var ended = await scene.Rotate(expired.ApiKey.Id);

        await Answered.Problem(unknown, HttpStatusCode.NotFound, "api-key-not-found");
        await Answered.Problem(ended, HttpStatusCode.Conflict, "api-key-ended");
    }

    [Fact]
    public async Task Secrets_that_hold_no_more_are_forgotten()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));
        await scene.Rotated(key.ApiKey.Id);
        var store = scene.Server.Services.GetRequiredService<Edge.Features.ApiKeys.ApiKeyStore>();

        Assert.Equal(0, await store.Prune(default));
        scene.Server.Time.Advance(Day);
        Assert.Equal(1, await store.Prune(default));
    }

    [Fact]
    public async Task Every_change_is_told_and_audited_without_the_secret()
    {
        await using var scene = await KeyScene.Start();
        var key = await scene.Issue(new CreateApiKeyRequest("a", Role.Driver));
        scene.Server.Time.Advance(TimeSpan.FromSeconds(1));
        var rotated = await scene.Rotated(key.ApiKey.Id);
        scene.Server.Time.Advance(TimeSpan.FromSeconds(1));
        (await scene.Change(key.ApiKey.Id, "*", """{"name":"b"}""")).Dispose();
        scene.Server.Time.Advance(TimeSpan.FromSeconds(1));
        (await scene.Admin.DeleteAsync($"{KeyScene.Path}/{key.ApiKey.Id}")).Dispose();

        string[] kinds = ["ApiKeyIssued", "ApiKeyRotated", "ApiKeyChanged", "ApiKeyRevoked"];
        var facts = (await scene.Server.Facts()).Where(fact => fact.Subject == key.ApiKey.Id.ToString());
        Assert.Equal(kinds, facts.Select(fact => fact.Kind));
        var audit = await Audit(scene.Server, key.ApiKey.Id);
        Assert.Equal(kinds, audit.Select(row => row.Action));
        Assert.All(audit, row => Assert.DoesNotContain(rotated.Secret, row.Text));
    }

    private static ValueTask<List<AuditRow>> Audit(EdgeServer server, Guid id) => server.Services.GetRequiredService<Database>().Read(
        session => session.List<AuditRow>($"""
            select action, coalesce(value_before, '') || coalesce(value_after, '') || details from audit where subject = {"api-key:" + id} order by id
            """));

    private sealed record AuditRow(string Action, string Text) : Edge.Storage.Sql.IRow<AuditRow>
    {
        public static AuditRow Read(Edge.Storage.Sql.Columns columns) => new(columns.Text(0), columns.Text(1));
    }
}
