using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Edge.Caching.HttpCaching;
using Edge.Caching.TwoLevel;
using Microsoft.Extensions.Primitives;

namespace Edge.Caching.Rendered;

/// <summary>
/// An answer as the bytes that are sent. It is kept in the smallest form, and in the others from the first time on that somebody asks for
/// one: most callers take brotli, so memory holds three times as many answers as it would in plain text.
/// </summary>
internal sealed class RenderedAnswer
{
    // Below this the header of a compressed answer eats what it saves.
    private const int CompressFrom = 1024;
    private const int Forms = 3;
    private const int Head = 1 + sizeof(int);
    // Of the runtime: the answer with its version and headers, and each form with its tag.
    private const int Overhead = 250;
    private const int OverheadPerForm = 170;
    private const int OverheadPerHeader = 70;
    private const int LargestPlain = 16 * 1024 * 1024;

    private readonly AnswerForm?[] forms = new AnswerForm?[Forms];
    private readonly string version;
    private readonly int length;
    private readonly CachePolicy policy;
    private readonly string[] tags;
    private AnswerHeader[]? headers;

    private RenderedAnswer(string version, ContentCoding coding, byte[] bytes, int length, CachePolicy policy, string[] tags)
    {
        this.version = version;
        this.length = length;
        this.policy = policy;
        this.tags = tags;
        forms[(int)coding] = Form(coding, bytes);
    }

    /// <summary>What each 200 and 304 says beside the entity tag: made for the first, and sent as it is to all.</summary>
    /// <param name="key">The address that caches in front are told to drop.</param>
    /// <param name="grown">Raised by the bytes that the answer takes more than before.</param>
    public AnswerHeader[] HeadersFor(HttpContext http, string key, SharedCaching sharing, ref int grown)
    {
        if (!SharedCaching.IsForAll(http) || !SharedCaching.IsWrittenAs(http, key))
            return policy.PersonalHeaders;
        if (Volatile.Read(ref headers) is { } known)
            return known;
        var made = sharing.HeadersOf(policy, tags);
        if (Interlocked.CompareExchange(ref headers, made, null) is { } quicker)
            return quicker;
        foreach (var header in made)
            grown += OverheadPerHeader + (sizeof(char) * header.Value.ToString().Length);
        return made;
    }

    /// <param name="version">What the entity tag says, without quotes and coding.</param>
    public static Filled Render(byte[] json, string version, CachePolicy policy, string[] tags, TimeSpan lifetime)
    {
        var answer = json.Length < CompressFrom
            ? new RenderedAnswer(version, ContentCoding.Identity, json, json.Length, policy, tags)
            : new RenderedAnswer(
                version, ContentCoding.Brotli, Compression.Compress(json, ContentCoding.Brotli).ToArray(), json.Length, policy, tags);
        return new Filled(answer, answer.Bytes, tags, lifetime);
    }

    /// <summary>As it travels to other nodes: its coding, the lengths of its plain form and of its version, the version, the bytes.</summary>
    public byte[] Encode()
    {
        var form = Kept;
        var name = Encoding.UTF8.GetBytes(version);
        var bytes = new byte[Head + sizeof(int) + name.Length + form.Bytes.Length];
        bytes[0] = (byte)form.Coding;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Head), name.Length);
        name.CopyTo(bytes, Head + sizeof(int));
        form.Bytes.CopyTo(bytes, Head + sizeof(int) + name.Length);
        return bytes;
    }

    /// <returns>Null for bytes that are no such answer.</returns>
    public static Filled? Decode(Envelope found, CachePolicy policy)
    {
        var bytes = found.Payload.AsSpan();
        if (bytes.Length < Head + sizeof(int) || bytes[0] > (byte)ContentCoding.Brotli)
            return null;
        var plain = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        var name = BinaryPrimitives.ReadInt32LittleEndian(bytes[Head..]);
        var rest = bytes[(Head + sizeof(int))..];
        if (plain is < 0 or > LargestPlain || name < 0 || name > rest.Length)
            return null;
        var lifetime = TimeSpan.FromMilliseconds(Math.Max(0, found.ExpiresAt - found.FilledAt));
        var answer = new RenderedAnswer(
            Encoding.UTF8.GetString(rest[..name]), (ContentCoding)bytes[0], rest[name..].ToArray(), plain, policy, found.Tags);
        return new Filled(answer, answer.Bytes, found.Tags, lifetime);
    }

    /// <summary>The form that a client gets which accepts these codings.</summary>
    /// <param name="grown">How many bytes the answer takes more than before, since nobody had asked for this form.</param>
    public AnswerForm FormFor(StringValues accepted, out int grown)
    {
        var coding = length < CompressFrom && AcceptEncoding.TakesIdentity(accepted)
            ? ContentCoding.Identity
            : AcceptEncoding.Choose(accepted);
        grown = 0;
        if (Volatile.Read(ref forms[(int)coding]) is { } known)
            return known;
        var made = Make(coding);
        if (Interlocked.CompareExchange(ref forms[(int)coding], made, null) is { } quicker)
            return quicker;
        grown = made.Bytes.Length + OverheadPerForm;
        return made;
    }

    /// <summary>Whether both are the same version, in whatever form.</summary>
    public override bool Equals(object? obj) => obj is RenderedAnswer other && other.version == version;

    public override int GetHashCode() => version.GetHashCode(StringComparison.Ordinal);

    private int Bytes => Overhead + OverheadPerForm + Kept.Bytes.Length;

    // The one it was made with: small answers are plain, others in brotli.
    private AnswerForm Kept => forms[(int)ContentCoding.Brotli] ?? forms[(int)ContentCoding.Identity] ?? forms[(int)ContentCoding.Gzip]!;

    private AnswerForm Make(ContentCoding coding)
    {
        var kept = Kept;
        var plain = kept.Coding == ContentCoding.Identity ? kept.Bytes : new byte[length];
        if (kept.Coding == ContentCoding.Brotli
            && !(BrotliDecoder.TryDecompress(kept.Bytes, plain, out var written) && written == length))
            throw new InvalidDataException("A cached answer cannot be unpacked");
        return Form(coding, coding == ContentCoding.Identity ? plain : Compression.Compress(plain, coding).ToArray());
    }

    private AnswerForm Form(ContentCoding coding, byte[] bytes) => new(coding, bytes, $"\"{version}{coding.TagSuffix()}\"");
}
