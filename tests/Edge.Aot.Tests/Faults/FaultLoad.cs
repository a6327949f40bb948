using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Edge.Shared.Contracts;

namespace Edge.Aot.Tests.Faults;

internal enum Kind
{
    Write,
    Read,

    /// <summary>A public view, which the cache may answer.</summary>
    View,

    Health,
}

/// <summary>A request and what became of it; times since the load began. <paramref name="Error"/>: null when it was answered well.</summary>
/// <param name="IsStale">The answer said that it may be old, since the database did not answer.</param>
internal sealed record Sample(Kind Kind, int Node, TimeSpan Began, TimeSpan Ended, string? Error, bool IsStale = false);

/// <summary>
/// Callers that write and read through both nodes. Who gets no good answer to a write repeats it at the other node with the same
/// Idempotency-Key until it is acknowledged, as a careful client does.
/// </summary>
internal sealed class FaultLoad(
    FaultCluster cluster, IReadOnlyList<Guid> shipments, IReadOnlyList<string> tokens, string name, int firstMoment)
{
    private const int Writers = 8;
    private const int Readers = 4;
    private const int Viewers = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Dawn = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly long start = Stopwatch.GetTimestamp();
    private readonly List<Task> callers = [];
    private volatile bool isStopping;
    // Two events of a shipment at the same time are one: no load may use the moments of another.
    private int moments = firstMoment;

    public ConcurrentQueue<Sample> Samples { get; } = new();

    /// <summary>The texts of events whose write was answered with success, and when.</summary>
    public ConcurrentQueue<(string Text, TimeSpan At)> Acknowledged { get; } = new();

    public TimeSpan Now => Stopwatch.GetElapsedTime(start);

    public void Run()
    {
        for (var i = 0; i < Writers; i++)
            callers.Add(Write(i));
        for (var i = 0; i < Readers; i++)
            callers.Add(Read(i));
        for (var i = 0; i < Viewers; i++)
            callers.Add(View(i));
        for (var i = 0; i < cluster.Nodes.Count; i++)
            callers.Add(Watch(i));
    }

    /// <summary>Ends once every write that was begun is acknowledged.</summary>
    public async Task Stop()
    {
        isStopping = true;
        await Task.WhenAll(callers).WaitAsync(Patience);
    }

    private async Task Write(int writer)
    {
        for (var sent = 0; !isStopping; sent++)
        {
            var text = $"{name}, writer {writer}, write {sent}";
            var moment = Interlocked.Increment(ref moments);
            var happened = new AppendEventRequest(Dawn.AddSeconds(moment), Status.InTransit, RawText: text);
            var key = Guid.NewGuid().ToString();
            var path = $"/api/v1/shipments/{shipments[moment % shipments.Count]}/events";
            for (var node = writer; !await Answered(Kind.Write, node, () => Append(path, happened, key)); node++)
                await Task.Delay(Pause);
            Acknowledged.Enqueue((text, Now));
            await Task.Delay(Pause);
        }
    }

    private async Task Read(int reader)
    {
        for (var sent = reader; !isStopping; sent++)
        {
            var path = $"/api/v1/shipments/{shipments[sent % shipments.Count]}";
            await Answered(Kind.Read, sent, () => new HttpRequestMessage(HttpMethod.Get, path));
            await Task.Delay(Pause);
        }
    }

    private async Task View(int viewer)
    {
        for (var sent = viewer; !isStopping; sent++)
        {
            var node = sent % cluster.Nodes.Count;
            var began = Now;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/s/{tokens[sent % tokens.Count]}.json");
            var (error, isStale) = await Sent(node, request);
            Samples.Enqueue(new Sample(Kind.View, node, began, Now, error, isStale));
            await Task.Delay(Pause);
        }
    }

    private async Task Watch(int node)
    {
        while (!isStopping)
        {
            var began = Now;
            var state = await cluster.Nodes[node].Health();
            Samples.Enqueue(new Sample(Kind.Health, node, began, Now, state == "healthy" ? null : state));
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static HttpRequestMessage Append(string path, AppendEventRequest happened, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(happened, WireJson.Default.AppendEventRequest) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<bool> Answered(Kind kind, int turn, Func<HttpRequestMessage> make)
    {
        var node = turn % cluster.Nodes.Count;
        var began = Now;
        var error = await ErrorOf(node, make(), kind == Kind.Write ? cluster.WriterKey : cluster.ReaderKey);
        Samples.Enqueue(new Sample(kind, node, began, Now, error));
        return error is null;
    }

    private async Task<string?> ErrorOf(int node, HttpRequestMessage request, string key)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return (await Sent(node, request)).Error;
        }
    }

    private async Task<(string? Error, bool IsStale)> Sent(int node, HttpRequestMessage request)
    {
        try
        {
            using var answer = await cluster.Nodes[node].Http.SendAsync(request);
            var isStale = answer.Headers.TryGetValues("Cache-Status", out var status)
                && status.Any(value => value.Contains("stale-on-error", StringComparison.Ordinal));
            return (answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}", isStale);
        }
        catch (OperationCanceledException)
        {
            return ("no answer in 20 s", false);
        }
        catch (HttpRequestException error)
        {
            return (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "refused" : "cut off", false);
        }
    }
}
