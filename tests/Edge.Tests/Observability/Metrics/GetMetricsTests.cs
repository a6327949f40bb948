using System.Diagnostics;
using Edge.Hosting.Endpoints;
using Edge.Observability.Metrics;
using Edge.Storage;
using Edge.Tests.Baselines;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Observability.Metrics;

public class GetMetricsTests
{
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private const string Plain = "text/plain; version=0.0.4; charset=utf-8";

    [Theory]
    [InlineData(null, Plain)]
    [InlineData("*/*", Plain)]
    [InlineData("text/html,;;;=q=", Plain)]
    [InlineData("application/openmetrics-text", OpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0", Plain)]
    [InlineData("application/openmetrics-text;q=0", Plain)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.5", Plain)]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", OpenMetrics)]
    public async Task Answers_in_the_format_that_Accept_prefers(string? accept, string type)
    {
        await using var server = await ObservedServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        using var answer = await server.Admin.SendAsync(request);

        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        ExpositionGrammar.Read(await answer.Content.ReadAsStringAsync(), openMetrics: type == OpenMetrics);
    }

    [Theory]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET http://{0}/metrics HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET //metrics HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET /x/../metrics HTTP/1.1\r\nHost: {0}\r\nX-Forwarded-Host: {0}\r\nForwarded: host={0}")]
    [InlineData("GET /health/detailed HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET /METRICS HTTP/1.1\r\nHost: localhost:9090")]
    public async Task Does_not_exist_on_the_public_listener_whatever_the_request_claims(string request)
    {
        await using var server = await ObservedServer.Start();
        var admin = server.Admin.BaseAddress!.Authority;

        var answer = await server.Raw(string.Format(request, admin) + "\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("process_start_time", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("components", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_methods_and_paths_do_not_make_series()
    {
        await using var server = await ObservedServer.Start();
        for (var i = 0; i < 40; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod($"MADE{i}"), $"/api/v1/made-up-{i}?x={i}");
            request.Headers.Host = $"host-{i}.example";
            await server.Http.SendAsync(request);
        }

        var families = ExpositionGrammar.Read(await server.Metrics(), openMetrics: false);

        var counts = families.Single(family => family.Name == "http_server_request_duration_seconds").Samples
            .Where(sample => sample.Name.EndsWith("_count", StringComparison.Ordinal)).ToList();
        var only = Assert.Single(counts);
        Assert.Equal(40, only.Value);
        Assert.Equal("_OTHER", only.Labels["http_request_method"]);
        Assert.DoesNotContain("http_route", only.Labels.Keys);
    }

    [Fact]
    public async Task Requests_are_counted_by_template_method_and_status()
    {
        await using var server = await ObservedServer.Start(app => app.MapGet("/test/s/{token}", (string token) => token).AllowAnyone());
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => server.Http.GetStringAsync($"/test/s/private-{i}")));

        await Until(server, "http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/test/s/{token}\"} 100\n");
        Assert.DoesNotContain("private", await server.Metrics(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task The_databases_work_is_counted_by_outcome()
    {
        await using var server = await ObservedServer.Start();
        var database = server.Services.GetRequiredService<Database>();
        await database.Write($"delete from facts");
        await Assert.ThrowsAsync<InvalidDataException>(() => database.Transaction<int>(_ => throw new InvalidDataException()));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => database.Read(session => session.Number($"select * from no_such_table")).AsTask());

        var text = await server.Metrics();

        // The first of them named the new database's epoch.
        Assert.Contains("edge_storage_writes_total{outcome=\"committed\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("edge_storage_writes_total{outcome=\"rolled_back\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("edge_storage_reads_failed_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("edge_storage_commit_duration_seconds_count 3\n", text, StringComparison.Ordinal);
        Assert.Contains("edge_storage_write_batch_size_sum 3\n", text, StringComparison.Ordinal);
        Assert.Contains("edge_storage_write_queue_length 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("edge_storage_database_size_bytes 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrapes_beside_each_other_and_beside_load_are_each_whole()
    {
        await using var server = await ObservedServer.Start();
        var load = Task.WhenAll(Enumerable.Range(0, 300).Select(_ => server.Http.GetAsync("/health/live")));

        var scrapes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Metrics()));

        await load;
        Assert.All(scrapes, text => ExpositionGrammar.Read(text, openMetrics: false));
    }

    [Fact]
    public async Task Waiting_for_a_thread_is_measured_once_somebody_scrapes()
    {
        await using var server = await ObservedServer.Start();
        Assert.DoesNotContain("edge_thread_pool_queue_delay_seconds_count", server.Services.GetRequiredService<MetricsRegistry>().Expose(ExpositionFormat.Prometheus), StringComparison.Ordinal);

        await Until(server, "edge_thread_pool_queue_delay_seconds_count ");
    }

    [PromtoolFact]
    public async Task Promtool_finds_nothing_to_say()
    {
        await using var server = await Exercised();
        using var promtool = Process.Start(new ProcessStartInfo(PromtoolFactAttribute.Promtool, "check metrics")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await promtool.StandardInput.WriteAsync(await server.Metrics());
        promtool.StandardInput.Close();

        var said = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Equal("", said);
        Assert.Equal(0, promtool.ExitCode);
    }

    [Fact]
    [Trait(TestDatabase.Engine, TestDatabase.Sqlite)]
    public async Task Names_types_and_labels_are_the_documented_ones()
    {
        await using var server = await Exercised();
        var seen = ExpositionGrammar.Read(await server.Metrics(), openMetrics: false).ToDictionary(family => family.Name);

        var lines = server.Services.GetRequiredService<MetricsRegistry>().Families.Select(family =>
        {
            var labels = family.Kept?.Select(PrometheusName.OfLabel)
                ?? (seen.TryGetValue(family.Name, out var exposed) ? exposed.Samples.SelectMany(sample => sample.Labels.Keys) : []);
            var names = labels.Distinct().Where(label => label != "le").Order(StringComparer.Ordinal);
            return $"{family.Name} {family.Kind.ToString().ToLowerInvariant()} {string.Join(',', names)}".TrimEnd();
        }).ToList();

        Baseline.Check("tests/Edge.Tests/Baselines/metrics.txt", string.Join('\n', lines) + "\n");
        var manual = await File.ReadAllTextAsync(Path.Combine(Baseline.RepositoryRoot, "docs/OPERATIONS.md"));
        Assert.All(lines, line => Assert.Contains($"| `{line.Split(' ')[0]}` |", manual, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_service_counts_only_what_is_its_own()
    {
        await using var one = await ObservedServer.Start();
        await using var other = await ObservedServer.Start();
        await one.Http.GetAsync("/api/v1/nothing-here");

        Assert.Contains("edge_problems_total{type=\"not-found\"} 1\n", await one.Metrics(), StringComparison.Ordinal);
        Assert.DoesNotContain("edge_problems_total", await other.Metrics(), StringComparison.Ordinal);
    }

    private static async Task<ObservedServer> Exercised()
    {
        // Nobody listens there: what can be had without Redis is enough to see its metrics.
        var server = await ObservedServer.Start(null, ("Caching:Redis", "redis://127.0.0.1:1"));
        await server.Http.GetAsync("/api/v1/nothing-here");
        await server.Http.GetAsync("/health");
        await server.Metrics();
        return server;
    }

    private static async Task Until(ObservedServer server, string sample)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await server.Metrics()).Contains(sample, StringComparison.Ordinal))
            await Task.Delay(10, patience.Token);
    }
}
