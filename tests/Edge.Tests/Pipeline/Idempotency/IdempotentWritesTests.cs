using System.Net;
using System.Text;
using Edge.Pipeline.Idempotency;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Pipeline.Idempotency;

public class IdempotentWritesTests
{
    private const string Path = "/api/v1/shipments";

    [Fact]
    public async Task The_same_key_and_body_at_once_from_many_writes_once_and_answers_all_alike()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Create(client, "AB1", "key")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
    }

    [Fact]
    public async Task The_quoted_form_of_a_key_is_the_same_key()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        var bare = await Create(client, "AB1", "key");
        var quoted = await Create(client, "AB1", "\"key\"");

        Assert.Equal(bare.Body, quoted.Body);
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        await using var server = await EdgeServer.Start();
        using var one = await server.ApiKey(Role.Operator);
        using var other = await server.ApiKey(Role.Operator);

        Assert.Equal(HttpStatusCode.Created, (await Create(one, "AB1", "key")).Status);
        Assert.Equal(HttpStatusCode.Created, (await Create(other, "AB2", "key")).Status);
    }

    [Fact]
    public async Task After_24_hours_a_key_is_new_again_and_its_answer_is_forgotten()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        await Create(client, "AB1", "key");
        server.Time.Advance(IdempotentWrites.Lifetime + TimeSpan.FromSeconds(1));

        Assert.Equal(1, await server.Services.GetRequiredService<IdempotentWrites>().Prune(CancellationToken.None));
        Assert.Equal(HttpStatusCode.Created, (await Create(client, "AB2", "key")).Status);
    }

    [Fact]
    public async Task After_24_hours_a_key_is_new_again_also_while_its_answer_is_still_there()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        await Create(client, "AB1", "key");
        server.Time.Advance(IdempotentWrites.Lifetime + TimeSpan.FromSeconds(1));

        var (status, body) = await Create(client, "AB2", "key");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal((HttpStatusCode.Created, body), await Create(client, "AB2", "key"));
    }

    [Fact]
    public async Task The_same_key_at_once_for_different_requests_writes_one_of_them()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Create(client, $"AB{i}", "key")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        var database = server.Services.GetRequiredService<Database>();
        Assert.Equal(1, await database.Read(session => session.Number($"select count(*) from shipments")));
    }

    [Fact]
    public async Task A_refused_write_stores_nothing_under_its_key()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        await Create(client, "AB1", "first");

        Assert.Equal(HttpStatusCode.Conflict, (await Create(client, "AB1", "second")).Status);
        Assert.Equal(HttpStatusCode.Created, (await Create(client, "AB2", "second")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("\"\"")]
    public async Task Returns_400_for_what_is_no_key(string key)
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        Assert.Equal(HttpStatusCode.BadRequest, (await Create(client, "AB1", key)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Create(client, "AB1", new string('k', 256))).Status);
    }

    [Fact]
    public async Task Returns_400_for_two_keys()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);

        Assert.Equal(HttpStatusCode.BadRequest, (await Create(client, "AB1", "one", "two")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Create(HttpClient client, string number, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent($$"""{"number":"{{number}}"}""", Encoding.UTF8, "application/json"),
        };
        foreach (var key in keys)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
