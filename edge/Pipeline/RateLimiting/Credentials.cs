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

    /// <summary>Looks a credential up, unless its address has sent too many wrong ones.</summary>
    /// <param name="find">Gives null for one that is refused.</param>
    /// <returns>What was found; a refusal where it was not looked for; neither where there is nothing.</returns>
    public async ValueTask<(T? Found, Problem? Refusal)> Look<T>(HttpContext http, string credential, Func<ValueTask<T?>> find) where T : class
    {
        var name = Fingerprints.Of(credential);
        var wasRight = accepted.Has(name);
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
