using System.Net;

namespace Edge.Shared.Client;

/// <summary>When and how often a request is sent again.</summary>
/// <param name="Attempts">In all, the first one included.</param>
/// <param name="FirstDelay">Doubled for each further attempt; the wait is a random part of it, so that many clients do not come back at once.</param>
/// <param name="LongestDelay">No wait is longer: where Retry-After asks for more, the answer is given to the caller instead.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    public static RetryPolicy Default { get; } = new(4, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20));
}

/// <summary>
/// Sends again what was lost or refused for now. Only what is safe to repeat (RFC 9110, section 9.2.2) or carries an Idempotency-Key, with
/// which a write whose answer was lost is not done twice.
/// </summary>
public sealed class RetryHandler(RetryPolicy policy, TimeProvider time) : DelegatingHandler
{
    private const double Spread = 0.25;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt >= policy.Attempts || !IsRepeatable(request);
            TimeSpan wait;
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                if (isLast || !IsPassing(answer.StatusCode) || WaitFor(answer, attempt) is not { } asked)
                    return answer;
                wait = asked;
                answer.Dispose();
            }
            catch (HttpRequestException) when (!isLast)
            {
                wait = Backoff(attempt);
            }
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Delete
        || request.Headers.Contains("Idempotency-Key");

    private static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // At least what the service asks for, and a little more, at random, for the sake of those it asked the same.
    private TimeSpan? WaitFor(HttpResponseMessage answer, int attempt)
    {
        if (RetryAfter.Of(answer, time) is not { } asked)
            return Backoff(attempt);
        return asked > policy.LongestDelay ? null : asked + (policy.FirstDelay + (asked * Spread)) * Random.Shared.NextDouble();
    }

    private TimeSpan Backoff(int attempt)
    {
        var most = policy.FirstDelay * Math.Pow(2, attempt - 1);
        return (most < policy.LongestDelay ? most : policy.LongestDelay) * Random.Shared.NextDouble();
    }
}

internal static class RetryAfter
{
    /// <summary>Seconds or a date (RFC 9110, section 10.2.3), as the time from now on.</summary>
    public static TimeSpan? Of(HttpResponseMessage answer, TimeProvider time)
    {
        var header = answer.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
