using System.Collections.Concurrent;

namespace Edge.Aot.Tests.Rollout;

/// <summary>Callers that go through journeys with some nodes, without a pause, until they are stopped or one of them fails.</summary>
internal sealed class RolloutLoad(IReadOnlyList<HttpClient> nodes, params Caller[] callers)
{
    private const int Workers = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int journeys;

    private readonly List<Task> workers = [];
    private int ended;
    private volatile bool isStopping;

    /// <summary>The texts of the events of journeys that came to their end.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    public static RolloutLoad Start(IReadOnlyList<HttpClient> nodes, params Caller[] callers)
    {
        var load = new RolloutLoad(nodes, callers);
        for (var i = 0; i < Workers; i++)
            load.workers.Add(load.Work());
        return load;
    }

    /// <summary>Waits for so many more journeys.</summary>
    public async Task Ended(int more)
    {
        var wanted = ended + more;
        using var patience = new CancellationTokenSource(Patience);
        while (ended < wanted)
        {
            if (workers.Find(worker => worker.IsCompleted) is { } failed)
                await failed;
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Journeys that were begun come to their end.</summary>
    public Task Stop()
    {
        isStopping = true;
        return Task.WhenAll(workers).WaitAsync(Patience);
    }

    private async Task Work()
    {
        while (!isStopping)
        {
            var number = Interlocked.Increment(ref journeys);
            foreach (var text in await new Journey(callers[number % callers.Length], nodes, $"ROLL{number:D6}", number / callers.Length).Run())
                Acknowledged.Enqueue(text);
            Interlocked.Increment(ref ended);
        }
    }
}
