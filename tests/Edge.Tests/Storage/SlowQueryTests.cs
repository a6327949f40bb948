using System.Collections.Concurrent;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Edge.Tests.Storage;

public class SlowQueryTests
{
    private const string Secret = "a number of somebody";
    private const string Recursion = "with recursive n (x)";

    [Fact]
    public async Task A_slow_statement_is_logged_with_its_plan_and_without_its_values()
    {
        await using var server = await EdgeServer.Start(("Storage:SlowQuery", "20ms"), ("Storage:SlowQueryPlan", "true"));
        using var lines = Listen(server);

        await CountSlowly(server);
        await CountSlowly(server);
        await PostgresServer.Until(() => Task.FromResult(lines.Count("SlowQueryPlan") > 0));

        Assert.Equal(2, lines.Count("SlowQuery"));
        Assert.Equal(1, lines.Count("SlowQueryPlan"));
        Assert.All(lines.All, line => Assert.Contains($"{Recursion} as (select 1 union all select x + 1 from n where x < $1)", line.Text));
        Assert.All(lines.All, line => Assert.DoesNotContain(Secret, line.Text));
        Assert.Contains(lines.All, line => line.Text.Contains("Scan", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task By_default_no_statement_is_slow()
    {
        await using var server = await EdgeServer.Start();
        using var lines = Listen(server);

        await CountSlowly(server);

        Assert.Empty(lines.All);
    }

    private static async Task CountSlowly(EdgeServer server) => await server.Services.GetRequiredService<Database>().Read(
        session => session.Number($"""
            with recursive n (x) as (select 1 union all select x + 1 from n where x < {400_000L})
            select count(*) from n where {Secret} <> ''
            """));

    private static Lines Listen(EdgeServer server)
    {
        var lines = new Lines();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        return lines;
    }

    /// <summary>What is logged of the test's own statement: on a busy machine the service's are slow too.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(string Event, string Text)> all = new();

        public List<(string Event, string Text)> All => [.. all];

        public int Count(string name) => all.Count(line => line.Event == name);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name?.StartsWith("SlowQuery", StringComparison.Ordinal) == true
                && $"{formatter(state, exception)} {exception}" is var text && text.Contains(Recursion))
                all.Enqueue((eventId.Name, text));
        }

        public void Dispose()
        {
        }
    }
}
