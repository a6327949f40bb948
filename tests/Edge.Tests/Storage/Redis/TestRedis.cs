using System.Diagnostics.Metrics;
using System.Text;
using Edge.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Edge.Tests.Storage.Redis;

/// <summary>The client as the service makes it, with its log kept.</summary>
internal sealed class TestRedis : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ServiceProvider services;
    private readonly LogOf log = new();

    /// <param name="settings">Of the section Caching, without its name.</param>
    public TestRedis(string url, params (string Key, string Value)[] settings)
    {
        services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Options = OptionsOf([("Redis", url), .. settings]);
        Client = new RedisClient(Options, new RedisMetrics(services.GetRequiredService<IMeterFactory>()), TimeProvider.System, log);
    }

    public RedisClient Client { get; }

    public RedisOptions Options { get; }

    public string Log => string.Join('\n', log.Lines);

    public static RedisOptions OptionsOf(params (string Key, string Value)[] settings)
    {
        var all = EdgeServer.SettingsOf([.. settings.Select(setting => ("Caching:" + setting.Key, setting.Value))]);
        return RedisOptions.Read(all);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Tries again while Redis is unavailable: what a caller that can wait would do.</summary>
    public static async Task<T> Eventually<T>(Func<ValueTask<T>> work)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await work();
            }
            catch (RedisUnavailableException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>
    /// Also how a test with a short time limit connects first: a sentinel stands still while its disk takes what it has learned.
    /// </summary>
    public Task<byte[]?> Eventually(string key) => Eventually(() => Client.Get(Bytes(key)));

    public void Dispose()
    {
        Client.Dispose();
        services.Dispose();
    }

    private sealed class LogOf : ILogger<RedisClient>
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines)
                    return [.. lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
                lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }
    }
}

/// <summary>Reads a subscription from the test's own pace.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource patience = new(Patience);
    private readonly IAsyncEnumerator<RedisNotice> notices;

    public Listener(RedisSubscription subscription) => notices = subscription.Read(patience.Token).GetAsyncEnumerator();

    /// <summary>The next notice: its payload, or the kind in capital letters.</summary>
    public async Task<string> Next()
    {
        Assert.True(await notices.MoveNextAsync());
        var notice = notices.Current;
        return notice.Kind == RedisNoticeKind.Message ? Encoding.UTF8.GetString(notice.Payload.Span) : notice.Kind.ToString().ToUpperInvariant();
    }

    /// <summary>Reads up to the wanted notice, and gives what came before it.</summary>
    public async Task<List<string>> Until(string wanted)
    {
        var before = new List<string>();
        while (await Next() is var notice && notice != wanted)
            before.Add(notice);
        return before;
    }

    public async ValueTask DisposeAsync()
    {
        await notices.DisposeAsync();
        patience.Dispose();
    }
}
