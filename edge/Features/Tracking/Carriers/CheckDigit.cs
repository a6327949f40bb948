namespace Edge.Features.Tracking.Carriers;

/// <summary>The check digit algorithms of carriers. Every one is linear in the length of the serial number.</summary>
internal static class CheckDigit
{
    /// <summary>True when <paramref name="check"/> is the check digit of <paramref name="serial"/>.</summary>
    /// <param name="serial">Upper-case letters and digits; letters only where the rule's algorithm takes them.</param>
    internal static bool Fits(in CheckRule rule, ReadOnlySpan<char> serial, char check)
    {
        if (rule.Prepend.Length == 0 || serial.StartsWith(rule.Prepend))
            return Of(rule, serial) == Value36(check);
        Span<char> extended = stackalloc char[rule.Prepend.Length + serial.Length];
        rule.Prepend.CopyTo(extended);
        serial.CopyTo(extended[rule.Prepend.Length..]);
        return Of(rule, extended) == Value36(check);
    }

    private static int Of(in CheckRule rule, ReadOnlySpan<char> serial) => rule.Algorithm switch
    {
        CheckAlgorithm.Mod10 => Mod10(serial, rule.Weights[0] - '0', rule.Weights[1] - '0', rule.Reverse),
        CheckAlgorithm.Luhn => Luhn(serial),
        CheckAlgorithm.Mod7 => Mod7(serial),
        CheckAlgorithm.S10 => S10(serial),
        CheckAlgorithm.WeightedSum => WeightedSum(serial, rule.Weights) % rule.Modulo1 % rule.Modulo2,
        CheckAlgorithm.Mod3736 => Mod3736(serial),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Algorithm, null),
    };

    private static int Mod10(ReadOnlySpan<char> serial, int even, int odd, bool reverse)
    {
        var sum = 0;
        for (var i = 0; i < serial.Length; i++)
        {
            var c = serial[reverse ? serial.Length - 1 - i : i];
            var value = char.IsAsciiDigit(c) ? c - '0' : (c - 3) % 10;
            sum += value * (i % 2 == 0 ? even : odd);
        }

        return (10 - sum % 10) % 10;
    }

    // ISO/IEC 7812-1 annex B
    private static int Luhn(ReadOnlySpan<char> serial)
    {
        var sum = 0;
        for (var i = 0; i < serial.Length; i++)
        {
            var value = serial[^(i + 1)] - '0';
            if (i % 2 == 0)
                value = value > 4 ? value * 2 - 9 : value * 2;
            sum += value;
        }

        return (10 - sum % 10) % 10;
    }

    private static int Mod7(ReadOnlySpan<char> serial)
    {
        var rest = 0;
        foreach (var c in serial)
            rest = (rest * 10 + c - '0') % 7;
        return rest;
    }

    // UPU S10-12, 5.2
    private static int S10(ReadOnlySpan<char> serial) => (WeightedSum(serial, "86423597") % 11) switch
    {
        0 => 5,
        1 => 0,
        var rest => 11 - rest,
    };

    private static int WeightedSum(ReadOnlySpan<char> serial, string weights)
    {
        var sum = 0;
        for (var i = 0; i < serial.Length; i++)
            sum += (serial[i] - '0') * (weights[i] - '0');
        return sum;
    }

    // ISO/IEC 7064, hybrid system MOD 37,36
    private static int Mod3736(ReadOnlySpan<char> serial)
    {
        var product = 36;
        foreach (var c in serial)
        {
            var sum = (product + Value36(c)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return (37 - product) % 36;
    }

    private static int Value36(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
}
