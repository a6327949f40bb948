namespace Edge.Tests;

/// <summary>A clock that moves only when told to.</summary>
internal sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public FakeTime() : this(Noon)
    {
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);
}
