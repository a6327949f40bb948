using Edge.Features.Tracking.Events;
using Edge.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Features.Tracking.Events;

public class StatusDerivationTests
{
    private static readonly Status[] Told = [.. Enum.GetValues<Status>().Where(status => status != Status.Unknown)];

    // Few instants, so that ties are common.
    private static readonly Gen<StatusEvent> Events =
        from minute in Gen.Choose(0, 6)
        from correction in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from status in Gen.Elements(Told)
        from dedupe in Gen.Choose(0, int.MaxValue)
        select new StatusEvent(FakeTime.Noon.AddMinutes(minute), correction, status, (UInt128)dedupe);

    private static readonly Arbitrary<StatusEvent[]> Timelines = Arb.From(Events.ArrayOf().Select(events => events.Distinct().ToArray()));

    [Fact]
    public void The_order_of_arrival_makes_no_difference() =>
        Check(Timelines, events => Enumerable.Range(0, 5).All(seed => StatusDerivation.Of(Shuffled(events, seed)) == StatusDerivation.Of(events)));

    [Fact]
    public void Deciding_event_by_event_gives_what_all_events_together_give() => Check(Timelines, events =>
    {
        StatusEvent? current = null;
        for (var i = 0; i < events.Length; i++)
        {
            var soFar = StatusDerivation.Of(events[..(i + 1)]);
            if (StatusDerivation.TryAdvance(current, events[i], out var next) && next != soFar)
                return false;
            current = soFar;
        }
        return true;
    });

    [Fact]
    public void Without_ends_and_corrections_the_latest_event_counts_and_among_those_of_one_instant_the_highest_rank() =>
        Check(Timelines, events =>
        {
            var plain = events.Where(one => !one.IsDecisive).ToArray();
            if (plain.Length == 0)
                return StatusDerivation.Of(plain) is null;
            var latest = plain.Where(one => one.Time == plain.Max(other => other.Time)).ToArray();
            var derived = StatusDerivation.Of(plain)!.Value;
            return latest.Contains(derived) && StatusRank.Of(derived.Status) == latest.Max(one => StatusRank.Of(one.Status));
        });

    [Fact]
    public void Without_corrections_the_first_end_stays_whatever_follows() => Check(Timelines, events =>
    {
        var uncorrected = events.Where(one => !one.Correction).ToArray();
        var ends = uncorrected.Where(one => StatusRank.IsTerminal(one.Status)).ToArray();
        if (ends.Length == 0)
            return true;
        var derived = StatusDerivation.Of(uncorrected)!.Value;
        return StatusRank.IsTerminal(derived.Status) && derived.Time == ends.Min(one => one.Time);
    });

    [Fact]
    public void The_latest_correction_outdoes_all_before_it() => Check(Timelines, events =>
    {
        var corrections = events.Where(one => one.Correction).ToArray();
        return corrections.Length == 0 || StatusDerivation.Of(events)!.Value.Time >= corrections.Max(one => one.Time);
    });

    [Fact]
    public void Most_events_need_no_look_at_the_others()
    {
        var present = At(10, Status.InTransit);
        Assert.True(StatusDerivation.TryAdvance(present, At(11, Status.Delivered), out var delivered));
        Assert.True(StatusDerivation.TryAdvance(present, At(9, Status.PickedUp), out var still));
        Assert.True(StatusDerivation.TryAdvance(At(10, Status.Delivered), At(11, Status.InTransit), out var ended));
        Assert.Equal((Status.Delivered, Status.InTransit, Status.Delivered), (delivered.Status, still.Status, ended.Status));
        Assert.False(StatusDerivation.TryAdvance(present, At(9, Status.Delivered), out _));
    }

    private static StatusEvent At(int minute, Status status) => new(FakeTime.Noon.AddMinutes(minute), false, status, UInt128.One);

    private static StatusEvent[] Shuffled(StatusEvent[] events, int seed)
    {
        var shuffled = events.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static void Check(Arbitrary<StatusEvent[]> timelines, Func<StatusEvent[], bool> holds) =>
        Prop.ForAll(timelines, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
