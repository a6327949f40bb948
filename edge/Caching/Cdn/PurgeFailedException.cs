namespace Edge.Caching.Cdn;

/// <summary>A purge is not known to be done. The message is for the operator's eyes and holds no secret.</summary>
/// <param name="retryAfter">How long the cache asks to be left alone.</param>
internal sealed class PurgeFailedException(string message, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    public TimeSpan? RetryAfter => retryAfter;
}
