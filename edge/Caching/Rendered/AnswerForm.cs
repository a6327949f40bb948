using Edge.Caching.HttpCaching;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.Rendered;

/// <summary>The bytes of an answer in one content coding, and their entity tag.</summary>
internal sealed record AnswerForm(ContentCoding Coding, byte[] Bytes, string Tag)
{
    private static readonly StringValues GzipWord = "gzip";
    private static readonly StringValues BrotliWord = "br";

    public StringValues TagHeader { get; } = Tag;

    /// <summary>The value of Content-Encoding; empty for the plain form.</summary>
    public StringValues CodingHeader => Coding switch
    {
        ContentCoding.Brotli => BrotliWord,
        ContentCoding.Gzip => GzipWord,
        _ => StringValues.Empty,
    };
}
