using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Edge.Tests.Features.Tracking.Carriers;

public sealed class CarrierDetectorTests
{
    public static TheoryData<string, string, bool> Valid { get; } = Numbers(format => format.Valid);

    public static TheoryData<string, string, bool> Invalid { get; } = Numbers(format => format.Invalid);

    [Theory]
    [MemberData(nameof(Valid))]
    public void Finds_the_format_of_a_valid_number(string format, string number, bool isChecked)
    {
        var candidate = Assert.Single(CarrierDetector.Detect(number).Candidates, candidate => candidate.Format == format);
        Assert.Equal(isChecked ? DetectionProof.CheckDigit : DetectionProof.Shape, candidate.Proof);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Does_not_propose_the_format_of_an_invalid_number(string format, string number, bool isChecked)
    {
        var detection = CarrierDetector.Detect(number);
        Assert.DoesNotContain(detection.Candidates, candidate => candidate.Format == format);
        if (!isChecked)
            Assert.DoesNotContain(detection.Hints, hint => hint.Format == format);
    }

    [Fact]
    public void Covers_every_reference_format()
    {
        Assert.Equal(39, CarrierFixture.Formats.Count);
        var known = CarrierTable.Formats.Select(format => format.Id);
        Assert.Empty(CarrierFixture.Formats.Select(format => format.Format).Except(known));
    }

    [Fact]
    public void Ranks_proven_before_shape()
    {
        var impb = CarrierDetector.Detect("9261292700768711948021").Candidates;
        Assert.Equal("usps.impb_c", impb[0].Format);
        Assert.Equal(DetectionProof.CheckDigit, impb[0].Proof);
        Assert.All(CarrierFixture.Formats.SelectMany(format => format.Valid), number =>
        {
            var proofs = CarrierDetector.Detect(number).Candidates.Select(candidate => candidate.Proof).ToList();
            Assert.Equal(proofs.Order(), proofs);
        });
    }

    [Fact]
    public void Names_the_post_that_issued_an_international_number()
    {
        var candidates = CarrierDetector.Detect("RB123456785GB").Candidates;
        var candidate = Assert.Single(candidates);
        Assert.Equal("s10", candidate.Carrier);
        Assert.Equal("The check digit fits UPU S10, issued by the post of GB.", candidate.Reason);
        Assert.Null(candidate.TrackingUrl);
    }

    [Fact]
    public void Refuses_an_international_number_of_no_country()
    {
        var detection = CarrierDetector.Detect("RB123456785ZZ");
        Assert.Empty(detection.Candidates);
        Assert.Empty(detection.Hints);
    }

    [Fact]
    public void Ranks_the_format_that_prescribes_more_first_whatever_its_place_in_the_table()
    {
        string[] formats = ["canada_post.s10", "s10.item"];
        Assert.Equal(formats, CarrierDetector.Detect("RB123456785CA").Candidates.Select(candidate => candidate.Format));
        Assert.NotEqual(formats, CarrierTable.Formats.Select(format => format.Id).Intersect(formats));
    }

    [Fact]
    public void Links_to_the_post_that_issued_the_number() => Assert.Equal(
        "https://tools.usps.com/go/TrackConfirmAction?tLabels=RB123456785US",
        CarrierDetector.Detect("RB123456785US").Candidates[0].TrackingUrl);

    [Fact]
    public void Hints_at_two_swapped_digits()
    {
        var detection = CarrierDetector.Detect("1Z5R89390375567127");
        Assert.Empty(detection.Candidates);
        var hint = Assert.Single(detection.Hints);
        Assert.Equal(("ups", "ups.1z"), (hint.Carrier, hint.Format));
        Assert.Contains(10, hint.Positions);
        Assert.Contains("two are swapped at", hint.Hint, StringComparison.Ordinal);
        Assert.Contains("11 and 12", hint.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_at_one_wrong_digit_when_no_swap_repairs_it()
    {
        var hint = Assert.Single(CarrierDetector.Detect("RB000000006GB").Hints, hint => hint.Positions.Count == 0);
        Assert.Equal("The shape fits UPU S10, the check digit does not: one digit is wrong.", hint.Hint);
    }

    [Fact]
    public void Repairs_the_number_at_every_hinted_position() => Prop.ForAll(
        Gen.Elements(CarrierFixture.Formats.Where(format => format.Checked).SelectMany(format => format.Valid)).ToArbitrary(),
        Gen.Choose(0, 63).ToArbitrary(),
        (number, at) =>
        {
            var typed = CarrierDetector.Detect(number).Number.ToCharArray();
            var digit = typed[at % typed.Length];
            if (char.IsAsciiDigit(digit))
                typed[at % typed.Length] = digit == '9' ? '0' : (char)(digit + 1);
            foreach (var hint in CarrierDetector.Detect(new string(typed)).Hints)
            {
                foreach (var position in hint.Positions)
                {
                    var repaired = (char[])typed.Clone();
                    repaired.AsSpan(position, 2).Reverse();
                    var candidates = CarrierDetector.Detect(new string(repaired)).Candidates;
                    Assert.Contains(candidates, candidate => candidate.Format == hint.Format);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Proves_no_number_with_one_wrong_digit_by_Luhn()
    {
        string[] luhn = ["old_dominion.pro", "old_dominion.guaranteed", "purolator.12"];
        foreach (var format in CarrierFixture.Formats.Where(format => luhn.Contains(format.Format)))
        {
            var number = CarrierDetector.Detect(format.Valid[0]).Number;
            for (var at = 0; at < number.Length; at++)
            {
                for (var digit = '0'; digit <= '9' && char.IsAsciiDigit(number[at]); digit++)
                {
                    if (digit == number[at])
                        continue;
                    var wrong = CarrierDetector.Detect($"{number[..at]}{digit}{number[(at + 1)..]}");
                    Assert.DoesNotContain(wrong.Candidates, candidate => candidate.Format == format.Format);
                }
            }
        }
    }

    [Fact]
    public void Answers_any_text_without_a_fault() =>
        Prop.ForAll<string?>(text => CarrierDetector.Detect(text ?? "").Candidates.Count <= CarrierTable.Formats.Length)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Answers_a_normalised_number_as_it_answered_the_typed_one() =>
        Assert.All(CarrierFixture.Formats.SelectMany(format => format.Valid).Select(CarrierDetector.Detect), detection =>
            Assert.Equivalent(detection, CarrierDetector.Detect(detection.Number), strict: true));

    private static TheoryData<string, string, bool> Numbers(Func<CarrierFixture.FormatNumbers, IReadOnlyList<string>> which)
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var format in CarrierFixture.Formats)
        {
            foreach (var number in which(format))
                data.Add(format.Format, number, format.Checked);
        }

        return data;
    }
}
