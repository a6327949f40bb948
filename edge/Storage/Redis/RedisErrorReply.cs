namespace Edge.Storage.Redis;

/// <summary>The server understood the command and refused it. The message is the server's, and may repeat parts of the command.</summary>
internal sealed class RedisErrorReply(string text) : Exception(text.Length <= MaxText ? text : text[..MaxText])
{
    /// <summary>The code of an answer that is none of those the command gives.</summary>
    public const string Unexpected = "UNEXPECTED";

    private const int MaxText = 500;

    /// <summary>The first word, such as <c>NOSCRIPT</c> or <c>WRONGTYPE</c>.</summary>
    public string Code { get; } = CodeOf(text);

    public static string CodeOf(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return end < 0 ? text : text[..end];
    }
}
