using System.Collections.Concurrent;
using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.RateLimiting;

/// <summary>
/// Holds the refused credentials of an address against a ceiling, so that no flood of them costs a look into the database each. Those
/// that were right before count against nothing: who shares an address with a flood goes on, whatever it does to the ceiling. That they
/// are known decides that they are looked up, never that they are right.
/// </summary>
internal sealed class Credentials(Limits limits)
{
    private readonly Fingerprints accepted = new();
    private readonly Fingerprints ended = new();

    // Those that nobody knows yet, while they are looked up for the first of those who sent them.
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource> firsts = new();

    /// <summary>Looks a credential up, unless its address has sent too many wrong ones.</summary>
    /// <param name="find">Gives null for one that is refused.</param>
    /// <returns>What was found; a refusal where it was not looked for; neither where there is nothing.</returns>
    public ValueTask<(T? Found, Problem? Refusal)> Look<T>(HttpContext http, string credential, Func<ValueTask<T?>> find) where T : class
    {
        var name = Fingerprints.Of(credential);
        return accepted.Has(name) ? Find(http, name, wasRight: true, find) : FindNew(http, name, find);
    }

    /// <summary>
    /// As <see cref="Look{T}"/>, of what is never right again once it was refused: its owner may send it for weeks, and it costs nothing.
    /// </summary>
    public async ValueTask<(T? Found, Problem? Refusal)> LookOnce<T>(HttpContext http, string credential, Func<ValueTask<T?>> find) where T : class
    {
        if (ended.Has(Fingerprints.Of(credential)))
            return (null, null);
        var looked = await Look(http, credential, find);
        if (looked is (null, null))
            ended.Add(Fingerprints.Of(credential));
        return looked;
    }

    // A hundred requests with one new key say it a hundred times, and are one try: the others wait for what the first one finds.
    private async ValueTask<(T? Found, Problem? Refusal)> FindNew<T>(HttpContext http, ulong name, Func<ValueTask<T?>> find) where T : class
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = firsts.GetOrAdd(name, mine);
        if (first != mine)
        {
            await first.Task.WaitAsync(http.RequestAborted);
            return await Find(http, name, accepted.Has(name), find);
        }
        try
        {
            return await Find(http, name, wasRight: false, find);
        }
        finally
        {
            firsts.TryRemove(name, out _);
            mine.SetResult();
        }
    }

    private async ValueTask<(T? Found, Problem? Refusal)> Find<T>(HttpContext http, ulong name, bool wasRight, Func<ValueTask<T?>> find) where T : class
    {
        // It counts as refused until it is known to be right, so that those sent at the same moment cannot pass the ceiling together.
        if (!wasRight && Take(http) is { } refusal)
            return (null, refusal);
        T? found;
        try
        {
            found = await find();
        }
        catch
        {
            if (!wasRight)
                Return(http);
            throw;
        }
        Remember(http, name, wasRight, found is not null);
        return (found, null);
    }

    private void Remember(HttpContext http, ulong name, bool wasRight, bool isRight)
    {
        if (isRight && !wasRight)
        {
            Return(http);
            accepted.Add(name);
        }
        else if (!isRight && wasRight)
        {
            accepted.Remove(name);
            Take(http);
        }
    }

    private Problem? Take(HttpContext http)
    {
        foreach (var limit in limits.RefusedCredentials)
        {
            var lease = limit.Take(limit.PartitionOf(http));
            if (!lease.IsAcquired)
                return limit.Refuse(lease, http.Response);
        }
        return null;
    }

    private void Return(HttpContext http)
    {
        foreach (var limit in limits.RefusedCredentials)
            limit.Return(limit.PartitionOf(http));
    }
}
