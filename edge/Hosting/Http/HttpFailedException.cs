namespace Edge.Hosting.Http;

/// <summary>Another server did not do what it was asked, or is not known to have. The message is for the operator's eyes and holds no secret.</summary>
/// <param name="retryAfter">How long it asks to be left alone.</param>
internal sealed class HttpFailedException(string message, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    public TimeSpan? RetryAfter => retryAfter;
}
