using System.Net;
using System.Net.Http.Json;
using Edge.Hosting;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Observability.Health;

public class HealthEndpointsTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_running_service_says_healthy_and_nothing_more(string path)
    {
        await using var server = await ObservedServer.Start();

        using var answer = await server.Http.GetAsync(path);
        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("{\"state\":\"healthy\"}", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task A_stopping_service_is_alive_but_not_ready()
    {
        await using var server = await ObservedServer.Start();
        server.Services.GetRequiredService<Readiness>().Stop();

        using var ready = await server.Http.GetAsync("/health/ready");
        using var live = await server.Http.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("no-store", ready.Headers.CacheControl!.ToString());
        Assert.Equal("{\"state\":\"unhealthy\"}", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_admin_listener_shows_each_component()
    {
        await using var server = await ObservedServer.Start();

        using var answer = await server.Admin.GetAsync("/health/detailed");
        var health = await Read(answer);

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(HealthState.Healthy, health.State);
        Assert.Equal(
            ["database_read", "database_write", "disk", "write_queue", "fact_log", "thread_pool"],
            health.Components.Select(component => component.Name));
        Assert.All(health.Components, component => Assert.Null(component.LastError));
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task A_deleted_database_is_noticed_although_its_open_files_still_answer()
    {
        await using var server = await ObservedServer.Start();
        await server.Services.GetRequiredService<Database>().Read(session => session.Number($"select 1"));
        File.Delete(server.DatabasePath);

        using var answer = await server.Http.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("{\"state\":\"unhealthy\"}", await answer.Content.ReadAsStringAsync());
        var health = await Read(await server.Admin.GetAsync("/health/detailed"));
        var read = health.Components.Single(component => component.Name == "database_read");
        Assert.Equal(HealthState.Unhealthy, read.State);
        Assert.Contains("is gone", read.LastError, StringComparison.Ordinal);
        Assert.Equal(FakeTime.Noon, read.LastErrorAt);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task A_database_locked_by_another_process_is_noticed_and_holds_no_probe_up()
    {
        await using var server = await ObservedServer.Start();
        await using var other = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        await other.OpenAsync();
        using var command = other.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();

        var health = await Read(await server.Admin.GetAsync("/health/detailed"));

        var write = health.Components.Single(component => component.Name == "database_write");
        Assert.Equal(HealthState.Unhealthy, write.State);
        Assert.Equal("No answer within 2 s", write.LastError);
        Assert.Equal(HealthState.Healthy, health.Components.Single(component => component.Name == "database_read").State);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/health")).StatusCode);
        command.CommandText = "rollback";
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task Many_probes_cost_the_database_one_write_that_leaves_no_trace()
    {
        await using var server = await ObservedServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        var before = await database.Read(session => session.Number($"select sum(applied_at) from migrations"));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.Http.GetStringAsync("/health")));

        // The other one named the new database's epoch.
        Assert.Contains("edge_storage_writes_total{outcome=\"committed\"} 2\n", await server.Metrics(), StringComparison.Ordinal);
        Assert.Equal(before, await database.Read(session => session.Number($"select sum(applied_at) from migrations")));
    }

    private static async Task<DetailedHealth> Read(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync(WireJson.Reading.DetailedHealth))!;
}
