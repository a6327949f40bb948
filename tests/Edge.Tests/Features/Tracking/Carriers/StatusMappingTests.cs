using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking.Carriers;

public sealed class StatusMappingTests
{
    [Theory]
    [InlineData("ups", "D", Status.Delivered, "ups.d")]
    [InlineData("ups", " rs ", Status.ReturnToSender, "ups.rs")]
    [InlineData("fedex", "OD", Status.OutForDelivery, "fedex.od")]
    [InlineData("fedex", "HL", Status.ReadyForPickup, "fedex.hl")]
    [InlineData("usps", "01", Status.Delivered, "usps.01")]
    [InlineData("dhl", "pre-transit", Status.Pending, "dhl.pre-transit")]
    [InlineData("dhl", "OK", Status.Delivered, "dhl.ok")]
    [InlineData("s10", "EMA", Status.PickedUp, "s10.ema")]
    [InlineData("s10", "EMI", Status.Delivered, "s10.emi")]
    [InlineData("other", "in_transit", Status.InTransit, "other.in_transit")]
    [InlineData("speedee", "delivered", Status.Delivered, "other.delivered")]
    [InlineData("a carrier of tomorrow", "RETURNED", Status.Returned, "other.returned")]
    public void Reads_a_known_code(string carrier, string code, Status status, string rule)
    {
        var found = StatusMapping.Find(carrier, code);
        Assert.Equal((status, rule), (found!.Status, found.RuleId));
    }

    [Fact]
    public void Tells_what_is_unusual_beside_the_status()
    {
        var rule = StatusMapping.Find("fedex", "CD")!;
        Assert.Equal((Status.OnHold, "customs_held", "clearance_delay"), (rule.Status, rule.SubStatus, rule.Reason));
        Assert.Equal([ShipmentFlag.Customs, ShipmentFlag.Delayed], rule.Flags);
        Assert.Empty(StatusMapping.Find("fedex", "DL")!.Flags);
    }

    [Theory]
    [InlineData("ups", "")]
    [InlineData("ups", "ZZ")]
    [InlineData("ups", "OD")]
    [InlineData("", "D")]
    [InlineData("dhl", "unknown")]
    [InlineData("usps", "1")]
    public void Has_no_rule_for_an_unknown_code(string carrier, string code) => Assert.Null(StatusMapping.Find(carrier, code));

    [Fact]
    public void Has_no_rule_for_a_huge_code() =>
        Assert.Null(StatusMapping.Find(new string('u', 1_000_000), new string('d', 1_000_000)));
}
