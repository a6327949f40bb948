using System.Text;
using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Carriers;

/// <summary>What may be wrong with a number whose shape fits and whose check digit does not.</summary>
internal static class TypoHints
{
    /// <param name="failed">One bit for each of <see cref="CarrierTable.Formats"/>.</param>
    internal static List<TypoHint> For(string number, ulong failed)
    {
        List<TypoHint> hints = [];
        for (var i = 0; i < CarrierTable.Formats.Length; i++)
        {
            if ((failed & 1ul << i) == 0)
                continue;
            var format = CarrierTable.Formats[i];
            var swaps = RepairingSwaps(format, number);
            hints.Add(new TypoHint(CarrierTable.Carriers[format.Carrier].Id, format.Id, InWords(format.Name, swaps), swaps));
        }

        return hints;
    }

    /// <summary>
    /// Positions whose character, swapped with the next one, makes the check digit fit: after one wrong digit the commonest slip.
    /// </summary>
    private static List<int> RepairingSwaps(CarrierFormat format, string number)
    {
        List<int> positions = [];
        Span<char> swapped = stackalloc char[number.Length];
        for (var i = 0; i + 1 < number.Length; i++)
        {
            if (number[i] == number[i + 1])
                continue;
            number.CopyTo(swapped);
            (swapped[i], swapped[i + 1]) = (swapped[i + 1], swapped[i]);
            if (NumberShape.Fits(format.Shape, swapped, out var fit) && CarrierDetector.IsProven(format, swapped, fit))
                positions.Add(i);
        }

        return positions;
    }

    /// <summary>People count from 1.</summary>
    private static string InWords(string name, List<int> swaps)
    {
        var words = new StringBuilder($"The shape fits {name}, the check digit does not: one digit is wrong");
        for (var i = 0; i < swaps.Count; i++)
            words.Append(i == 0 ? ", or two are swapped at " : ", or ").Append(swaps[i] + 1).Append(" and ").Append(swaps[i] + 2);
        return words.Append('.').ToString();
    }
}
