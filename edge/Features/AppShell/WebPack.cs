using System.Buffers.Binary;
using System.Text;

namespace Edge.Features.AppShell;

/// <summary>
/// The web app as scripts/pack-web.mjs packed it (the layout is described there). Opening it reads the index, a few bytes per asset;
/// the assets stay where they are until someone asks for them.
/// </summary>
internal sealed class WebPack
{
    public const string ResourceName = "web.pack";
    private const uint Version = 1;
    private const int HeaderBytes = 48;
    private const int RecordBytes = 92;
    private const int FormsAt = 20;
    private const int FormBytes = 24;
    private const int TagAt = 8;
    private const uint ImmutableFlag = 1;

    private readonly ReadOnlyMemory<byte> pack;

    /// <exception cref="InvalidDataException">The bytes are not a pack of this version.</exception>
    public WebPack(ReadOnlyMemory<byte> pack)
    {
        this.pack = pack;
        if (pack.Length < HeaderBytes || !pack.Span.StartsWith("edgepack"u8) || Number(8) != Version)
            throw new InvalidDataException("web.pack is not a pack of this version; run: node scripts/pack-web.mjs");
        var assets = new PackedAsset[Number(12)];
        for (var i = 0; i < assets.Length; i++)
            assets[i] = ReadAsset(HeaderBytes + i * RecordBytes);
        Assets = assets;
    }

    /// <summary>Sorted by path.</summary>
    public IReadOnlyList<PackedAsset> Assets { get; }

    /// <returns>The pack inside this executable; null when it was built without one, as <c>dotnet run</c> may.</returns>
    public static WebPack? OpenEmbedded()
    {
        var resource = typeof(WebPack).Assembly.GetManifestResourceStream(ResourceName);
        return resource is UnmanagedMemoryStream mapped ? new WebPack(new MappedBytes(mapped).Memory) : null;
    }

    public PackedAsset? Find(string path)
    {
        foreach (var asset in Assets)
        {
            if (string.Equals(asset.Path, path, StringComparison.Ordinal))
                return asset;
        }
        return null;
    }

    private PackedAsset ReadAsset(int at) => new(
        Text(Number(at), Number(at + 4)),
        Text(Number(at + 8), Number(at + 12)),
        (Number(at + 16) & ImmutableFlag) != 0,
        ReadForm(at + FormsAt)!,
        ReadForm(at + FormsAt + FormBytes),
        ReadForm(at + FormsAt + 2 * FormBytes));

    private PackedForm? ReadForm(int at)
    {
        var length = Number(at + 4);
        var isIdentity = (at - HeaderBytes) % RecordBytes == FormsAt;
        if (length == 0 && !isIdentity)
            return null;
        var tag = Encoding.ASCII.GetString(pack.Span.Slice(at + TagAt, FormBytes - TagAt));
        return new PackedForm(pack.Slice((int)Number(at), (int)length), $"\"{tag}\"");
    }

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(pack.Span[at..]);

    private string Text(uint at, uint length) => Encoding.ASCII.GetString(pack.Span.Slice((int)at, (int)length));
}
