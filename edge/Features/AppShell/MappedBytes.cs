using System.Buffers;

namespace Edge.Features.AppShell;

/// <summary>Memory over bytes of the executable itself: the kernel maps them, nothing is copied to the heap or ever freed.</summary>
internal sealed unsafe class MappedBytes : MemoryManager<byte>
{
    private readonly byte* start;
    private readonly int length;

    public MappedBytes(UnmanagedMemoryStream resource)
    {
        start = resource.PositionPointer;
        length = checked((int)resource.Length);
    }

    public override Span<byte> GetSpan() => new(start, length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        return new MemoryHandle(start + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
