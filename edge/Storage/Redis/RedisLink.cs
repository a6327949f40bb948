namespace Edge.Storage.Redis;

/// <summary>
/// Keeps one connection to the master up from the first use on. While there is none, callers wait for the attempt under way, and fail at
/// once after an attempt has failed: a Redis that is gone costs nobody time.
/// </summary>
internal sealed partial class RedisLink : IDisposable
{
    // A connection that lived shorter did not end the trouble: the pauses go on growing.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private readonly RedisOptions options;
    private readonly RedisMetrics metrics;
    private readonly RedisSubscriptions subscriptions;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly RedisDialer dialer;
    private readonly SentinelWatch? sentinels;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private TaskCompletionSource attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RedisConnection? current;
    private volatile string? trouble;
    private bool isStarted;
    private int waiting;

    public RedisLink(RedisOptions options, RedisMetrics metrics, RedisSubscriptions subscriptions, TimeProvider time, ILogger log)
    {
        this.options = options;
        this.metrics = metrics;
        this.subscriptions = subscriptions;
        this.time = time;
        this.log = log;
        dialer = new RedisDialer(options, metrics, time);
        if (options.Address!.Master is not null)
            sentinels = new SentinelWatch(options.Address, dialer, time, MasterMoved);
        metrics.Observe(() => current?.InFlight ?? 0, () => current is null ? 0 : 1);
    }

    /// <summary>The server that commands go to now; null while there is none.</summary>
    public RedisEndpoint? Endpoint => current?.Endpoint;

    /// <param name="words">Left alone by the caller until the task is done.</param>
    /// <exception cref="RedisUnavailableException">At once, or through the task.</exception>
    public ValueTask<Reply> Send(ReadOnlySpan<ReadOnlyMemory<byte>> words, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return current is { } connection ? connection.Send(words, cancellation) : SendLater(words.ToArray(), cancellation);
    }

    public void Start()
    {
        lock (gate)
        {
            if (isStarted)
                return;
            isStarted = true;
        }
        // Outlives the request that happened to be the first: its lines must not carry that one's id.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Run);
    }

    public void Dispose()
    {
        stop.Cancel();
        sentinels?.Dispose();
        current?.Dispose();
    }

    private async ValueTask<Reply> SendLater(ReadOnlyMemory<byte>[] words, CancellationToken cancellation)
    {
        Start();
        Task connected;
        lock (gate)
            connected = attempt.Task;
        if (trouble is { } known)
            throw Refused($"Redis is unreachable: {known}");
        try
        {
            if (Interlocked.Increment(ref waiting) > options.InFlight)
                throw Refused($"More than {options.InFlight} callers wait for a connection to Redis");
            await connected.WaitAsync(options.CommandTimeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw Refused($"There was no connection to Redis within {options.CommandTimeout.TotalSeconds} s");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        return current is { } connection
            ? await connection.Send(words, cancellation)
            : throw Refused($"Redis is unreachable: {trouble ?? "the connection was lost again"}");
    }

    private async Task Run()
    {
        var failures = 0;
        var wasConnected = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (failures > 0 || wasConnected)
                    await Task.Delay(Backoff.Delay(failures, Random.Shared.NextDouble()), time, stop.Token);
                var connection = await Connect(stop.Token);
                if (wasConnected)
                    metrics.Reconnected();
                wasConnected = true;
                var opened = time.GetTimestamp();
                await Hold(connection);
                failures = time.GetElapsedTime(opened) > Settled ? 0 : failures + 1;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                failures++;
                Failed(error.Message);
            }
        }
        Failed("this node is stopping");
    }

    private async Task<RedisConnection> Connect(CancellationToken cancellation)
    {
        var address = options.Address!;
        var endpoint = sentinels is null ? address.Endpoints[0] : await sentinels.FindMaster(cancellation);
        var (connection, role) = await dialer.Dial(endpoint, address.Login, address.Database, subscriptions.Receive, cancellation);
        if (sentinels is null || role == "master")
            return connection;
        connection.Close(new RedisUnavailableException($"{endpoint} is no master"));
        throw new RedisUnavailableException($"the sentinels name {endpoint}, which is a {role} still");
    }

    // Subscriptions are in force again before the first command, so that nothing read from here on can miss its invalidation.
    private async Task Hold(RedisConnection connection)
    {
        await subscriptions.Restore(connection);
        trouble = null;
        current = connection;
        if (stop.IsCancellationRequested)
            connection.Dispose();
        lock (gate)
            attempt.TrySetResult();
        LogConnected(connection.Endpoint);
        var reason = await connection.Ended;
        lock (gate)
            attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
        current = null;
        subscriptions.Interrupt();
        if (!stop.IsCancellationRequested)
            LogLost(connection.Endpoint, reason.Message);
    }

    private void Failed(string reason)
    {
        if (trouble is null && !stop.IsCancellationRequested)
            LogUnreachable(reason);
        trouble = reason;
        lock (gate)
        {
            attempt.TrySetResult();
            attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void MasterMoved(RedisEndpoint master)
    {
        if (current is { } connection && connection.Endpoint != master)
            connection.Close(new RedisUnavailableException($"the master moved to {master}"));
    }

    private RedisUnavailableException Refused(string message)
    {
        metrics.Failed(RedisFailure.Refused);
        return new RedisUnavailableException(message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to Redis at {Endpoint}")]
    private partial void LogConnected(RedisEndpoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to Redis at {Endpoint} was lost: {Reason}")]
    private partial void LogLost(RedisEndpoint endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is unreachable: {Reason}; trying again until it is not")]
    private partial void LogUnreachable(string reason);
}
