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
    private const uint Version = 2;
    private const int HeaderBytes = 48;
    private const int RecordBytes = 108;
    private const int FormsAt = 20;
    private const int FormBytes = 24;
    private const int TagAt = 8;
    private const int DictionaryAt = FormsAt + 3 * FormBytes;
    private const int DeltasAt = DictionaryAt + 8;
    private const int HashBytes = 32;
    private const int DeltaBytes = HashBytes + FormBytes;
    private const uint ImmutableFlag = 1;
    private const uint UnpackedFlag = 2;
    private const int AgeShift = 8;

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

    private PackedAsset ReadAsset(int at)
    {
        var flags = Number(at + 16);
        var brotli = ReadForm(at + FormsAt + 2 * FormBytes);
        var identity = (flags & UnpackedFlag) != 0
            ? PackedForm.UnpackedFrom(brotli!, (int)Number(at + FormsAt + 4), ReadTag(at + FormsAt))
            : ReadForm(at + FormsAt, mayBeEmpty: true)!;
        return new PackedAsset(
            Text(Number(at), Number(at + 4)),
            Text(Number(at + 8), Number(at + 12)),
            (flags & ImmutableFlag) != 0,
            identity,
            ReadForm(at + FormsAt + FormBytes),
            brotli)
        {
            Age = (int)(flags >> AgeShift),
            Dictionary = Number(at + DictionaryAt + 4) is > 0 and var length ? Text(Number(at + DictionaryAt), length) : default,
            Deltas = ReadDeltas((int)Number(at + DeltasAt), (int)Number(at + DeltasAt + 4)),
        };
    }

    private PackedDelta[] ReadDeltas(int at, int count)
    {
        var deltas = count == 0 ? [] : new PackedDelta[count];
        for (var i = 0; i < count; i++, at += DeltaBytes)
            deltas[i] = new PackedDelta($":{Convert.ToBase64String(pack.Span.Slice(at, HashBytes))}:", ReadForm(at + HashBytes)!);
        return deltas;
    }

    private PackedForm? ReadForm(int at, bool mayBeEmpty = false)
    {
        var length = Number(at + 4);
        return length > 0 || mayBeEmpty ? new PackedForm(pack.Slice((int)Number(at), (int)length), ReadTag(at)) : null;
    }

    private string ReadTag(int at) => $"\"{Encoding.ASCII.GetString(pack.Span.Slice(at + TagAt, FormBytes - TagAt))}\"";

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(pack.Span[at..]);

    private string Text(uint at, uint length) => Encoding.ASCII.GetString(pack.Span.Slice((int)at, (int)length));
}
