using Edge.Features.Tracking.Shipments;
using Edge.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Features.Tracking.Shipments;

public class FlagDerivationTests
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(50);

    private static readonly Gen<DateTimeOffset?> Moments =
        Gen.OneOf(Gen.Constant((DateTimeOffset?)null), Gen.Choose(0, 100).Select(hour => (DateTimeOffset?)FakeTime.Noon.AddHours(hour)));

    private static readonly Arbitrary<FlagBasis> Bases = Arb.From(
        from status in Gen.Elements(Enum.GetValues<Status>())
        from told in Gen.Choose(0, 15)
        from promised in Moments
        from eta in Moments
        from archived in Gen.Elements(true, false)
        select new FlagBasis(status, told, promised, eta, FakeTime.Noon, archived));

    [Fact]
    public void Between_now_and_the_due_moment_the_flags_stay_and_at_it_they_change() =>
        Prop.ForAll(Bases, Arb.From(Gen.Choose(0, 120)), (basis, hour) =>
        {
            var now = FakeTime.Noon.AddHours(hour);
            var (bits, due) = FlagDerivation.Of(basis, StaleAfter, now);
            if (due is not { } at)
                return basis.Archived || FlagDerivation.Of(basis, StaleAfter, now.AddYears(10)).Bits == bits;
            return at > now && FlagDerivation.Of(basis, StaleAfter, at.AddMilliseconds(-1)).Bits == bits
                && (FlagDerivation.Of(basis, StaleAfter, at).Bits != bits || (basis.Told & FlagBits.Delayed) != 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_finished_parcel_is_neither_late_nor_stale_and_keeps_what_its_last_event_told() =>
        Prop.ForAll(Bases, basis =>
        {
            var (bits, due) = FlagDerivation.Of(basis, StaleAfter, FakeTime.Noon.AddYears(1));
            return !StatusRank.IsTerminal(basis.Status) || (bits == (basis.Told & ~FlagBits.Delayed) && due is null);
        }).QuickCheckThrowOnFailure();
}
