using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.RateLimiting;

/// <summary>
/// Ceilings of wrong guesses. A request counts as a miss until its answer shows that it is none, so that guesses made at the same
/// moment cannot pass a ceiling together.
/// </summary>
internal static class Guesses
{
    /// <returns>Null when the caller may guess, or the refusal.</returns>
    public static Problem? Begin(HttpContext http, Limit misses, Partition partition)
    {
        var lease = misses.Take(partition);
        if (!lease.IsAcquired)
            return misses.Refuse(lease, http.Response);
        http.Response.OnStarting(() =>
        {
            if (!IsMiss(http.Response.StatusCode))
                misses.Return(partition);
            return Task.CompletedTask;
        });
        return null;
    }

    // What cannot be read or says nothing valid (400, 415, 422) has guessed nothing.
    private static bool IsMiss(int status) => status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound;
}
