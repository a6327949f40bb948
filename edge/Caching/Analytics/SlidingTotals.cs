namespace Edge.Caching.Analytics;

internal enum Window
{
    Minute,
    Hour,
    Day,
}

/// <summary>
/// What a row of ever-growing totals grew by in the last minute, hour and day. Totals are copied into three rings of fixed size as time
/// passes, and a window is the difference between now and the copy that lies just behind its beginning: counting costs nothing for
/// them. A window may reach back further than its name by one step of its ring (10 seconds, 5 minutes, 1 hour), and says how far.
/// </summary>
/// <param name="width">Totals in a row.</param>
/// <param name="start">When all totals were 0, in Unix milliseconds.</param>
internal sealed class SlidingTotals(int width, long start)
{
    private readonly Ring[] rings = [new(width, 10_000, 6), new(width, 300_000, 12), new(width, 3_600_000, 24)];

    /// <summary>To be called at least every ten seconds; does nothing where no step has passed.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public void Take(long now, ReadOnlySpan<long> totals)
    {
        foreach (var ring in rings)
            ring.Take(now, totals);
    }

    /// <summary>Turns the present totals into what they grew by within the window.</summary>
    /// <returns>When the window began, in Unix milliseconds.</returns>
    public long Reduce(Window window, long now, Span<long> totals) => rings[(int)window].Reduce(now, totals) ?? start;

    private sealed class Ring(int width, long step, int steps)
    {
        // One behind the window whatever the time within a step, and one that is being filled.
        private readonly int places = steps + 2;
        private readonly long[] times = new long[steps + 2];
        private readonly long[] rows = new long[(steps + 2) * width];
        private long taken;
        private long lastStep = long.MinValue;

        public void Take(long now, ReadOnlySpan<long> totals)
        {
            if (now / step == lastStep)
                return;
            lastStep = now / step;
            var place = (int)(taken++ % places);
            times[place] = now;
            totals.CopyTo(rows.AsSpan(place * width, width));
        }

        public long? Reduce(long now, Span<long> totals)
        {
            var oldest = Math.Max(0, taken - places);
            for (var i = taken - 1; i >= oldest; i--)
            {
                var place = (int)(i % places);
                // The oldest there is will do where older ones were overwritten, which a clock that went back brings about.
                if (times[place] <= now - (step * steps) || (i == oldest && oldest > 0))
                {
                    var row = rows.AsSpan(place * width, width);
                    for (var column = 0; column < width; column++)
                        totals[column] -= row[column];
                    return times[place];
                }
            }
            return null;
        }
    }
}
