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
    /// <param name="find">Gives null for one that is refused. What it needs besides is handed to it, so that no request makes it anew.</param>
    /// <returns>What was found; a refusal where it was not looked for; neither where there is nothing.</returns>
    public ValueTask<(T? Found, Problem? Refusal)> Look<T, TWith>(
        HttpContext http, string credential, TWith with, Func<HttpContext, string, TWith, ValueTask<T?>> find)
        where T : class
    {
        var name = Fingerprints.Of(credential);
        var search = new Search<T, TWith>(http, credential, with, find);
        return accepted.Has(name) ? Find(search, name, wasRight: true) : FindNew(search, name);
    }

    /// <summary>
    /// As <see cref="Look{T, TWith}"/>, of what is never right again once it was refused: its owner may send it for weeks, and it costs nothing.
    /// </summary>
    public async ValueTask<(T? Found, Problem? Refusal)> LookOnce<T, TWith>(
        HttpContext http, string credential, TWith with, Func<HttpContext, string, TWith, ValueTask<T?>> find)
        where T : class
    {
        if (ended.Has(Fingerprints.Of(credential)))
            return (null, null);
        var looked = await Look(http, credential, with, find);
        if (looked is (null, null))
            ended.Add(Fingerprints.Of(credential));
        return looked;
    }

    // A hundred requests with one new key say it a hundred times, and are one try: the others wait for what the first one finds.
    private async ValueTask<(T? Found, Problem? Refusal)> FindNew<T, TWith>(Search<T, TWith> search, ulong name) where T : class
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = firsts.GetOrAdd(name, mine);
        if (first != mine)
        {
            await first.Task.WaitAsync(search.Http.RequestAborted);
            return await Find(search, name, accepted.Has(name));
        }
        try
        {
            return await Find(search, name, wasRight: false);
        }
        finally
        {
            firsts.TryRemove(name, out _);
            mine.SetResult();
        }
    }

    private async ValueTask<(T? Found, Problem? Refusal)> Find<T, TWith>(Search<T, TWith> search, ulong name, bool wasRight) where T : class
    {
        var http = search.Http;
        // It counts as refused until it is known to be right, so that those sent at the same moment cannot pass the ceiling together.
        if (!wasRight && Take(http) is { } refusal)
            return (null, refusal);
        T? found;
        try
        {
            found = await search.Run();
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

    private readonly record struct Search<T, TWith>(
        HttpContext Http, string Credential, TWith With, Func<HttpContext, string, TWith, ValueTask<T?>> Find)
        where T : class
    {
        public ValueTask<T?> Run() => Find(Http, Credential, With);
    }
}
