using System.Collections.Concurrent;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

/// <summary>A write whose answer is known to the one who sent it only if it is acknowledged.</summary>
internal sealed record Attempt(Guid IdempotencyKey, IReadOnlyList<AppendEventsItem> Items, bool IsBatch)
{
    public async Task Send(ApiClient api)
    {
        if (!IsBatch)
        {
            await api.AppendEvent(Items[0].ShipmentId!.Value, Items[0].Event, IdempotencyKey);
            return;
        }
        var answer = await api.AppendEvents(Items, IdempotencyKey);
        Assert.Equal(0, answer.Rejected);
    }
}

/// <summary>Writers that append events, each with a text of its own, until the service is gone.</summary>
internal sealed class WriteLoad(ApiClient api, IReadOnlyList<Guid> shipments, int round)
{
    private const int SingleWriters = 6;
    private const int BatchWriters = 2;
    private const int BatchSize = 25;
    private static readonly DateTimeOffset Dawn = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TaskCompletionSource firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int moments;

    public ConcurrentQueue<Attempt> Acknowledged { get; } = new();

    /// <summary>Sent, but the service died before it answered.</summary>
    public ConcurrentQueue<Attempt> InDoubt { get; } = new();

    public Task FirstAnswer => firstAnswer.Task;

    public Task Run() => Task.WhenAll(Enumerable.Range(0, SingleWriters + BatchWriters).Select(writer => Task.Run(() => Write(writer))));

    private async Task Write(int writer)
    {
        var isBatch = writer >= SingleWriters;
        for (var sent = 0; ; sent++)
        {
            var items = Enumerable.Range(0, isBatch ? BatchSize : 1).Select(i => NewItem($"round {round}, writer {writer}, write {sent}, item {i}"));
            var attempt = new Attempt(Guid.NewGuid(), [.. items], isBatch);
            try
            {
                await attempt.Send(api);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                InDoubt.Enqueue(attempt);
                return;
            }
            Acknowledged.Enqueue(attempt);
            firstAnswer.TrySetResult();
        }
    }

    private AppendEventsItem NewItem(string text)
    {
        var moment = Interlocked.Increment(ref moments);
        var happened = new AppendEventRequest(Dawn.AddSeconds(moment), Status.InTransit, RawText: text);
        return new AppendEventsItem(happened, ShipmentId: shipments[moment % shipments.Count]);
    }
}
