namespace Edge.Features.Tracking.Carriers;

/// <summary>Where a number fits a shape.</summary>
/// <param name="Check">Position of the check digit, -1 when the shape has none.</param>
/// <param name="Fixed">How much of the number the shape prescribes: its literal characters, and 1 for a lookup.</param>
/// <param name="Lookup">Index into <see cref="CarrierTable.Lookups"/>, -1 when the shape has none.</param>
internal readonly record struct ShapeFit(int SerialStart, int SerialEnd, int Check, int Fixed, int Lookup, Range LookedUp);

/// <summary>Reads the shape notation of shared/carriers.schema.json as it goes: no set-up, no backtracking, linear in its input.</summary>
internal static class NumberShape
{
    /// <summary>Tries the alternatives in order; the first that fits counts.</summary>
    internal static bool Fits(string shape, ReadOnlySpan<char> number, out ShapeFit fit)
    {
        var rest = shape.AsSpan();
        while (true)
        {
            var bar = rest.IndexOf('|');
            if (FitsOne(bar < 0 ? rest : rest[..bar], number, out fit))
                return true;
            if (bar < 0)
                return false;
            rest = rest[(bar + 1)..];
        }
    }

    private static bool FitsOne(ReadOnlySpan<char> shape, ReadOnlySpan<char> number, out ShapeFit fit)
    {
        fit = new ShapeFit(0, 0, -1, 0, -1, default);
        var at = 0;
        for (var i = 0; i < shape.Length;)
        {
            var token = shape[i++];
            switch (token)
            {
                case ' ':
                    break;
                case '{':
                    fit = fit with { SerialStart = at };
                    break;
                case '}':
                    fit = fit with { SerialEnd = at };
                    break;
                case '!':
                    fit = fit with { Check = at };
                    break;
                case '[':
                    var set = shape[i..(i + shape[i..].IndexOf(']'))];
                    if (at == number.Length || !set.Contains(number[at++]))
                        return false;
                    i += set.Length + 1;
                    break;
                case '@':
                    var lookup = shape[i++] - '0';
                    var width = LookUp(CarrierTable.Lookups[lookup].Values, number[at..]);
                    if (width == 0)
                        return false;
                    fit = fit with { Fixed = fit.Fixed + 1, Lookup = lookup, LookedUp = at..(at + width) };
                    at += width;
                    break;
                case 'd' or 'a' or 'x':
                    var run = Run(token, shape, ref i, number[at..]);
                    if (run == 0)
                        return false;
                    at += run;
                    break;
                default:
                    if (at == number.Length || number[at++] != token)
                        return false;
                    fit = fit with { Fixed = fit.Fixed + 1 };
                    break;
            }
        }

        return at == number.Length;
    }

    /// <summary>How many characters a class takes, 0 when it finds too few.</summary>
    private static int Run(char kind, ReadOnlySpan<char> shape, ref int i, ReadOnlySpan<char> number)
    {
        var least = Count(shape, ref i);
        var most = least;
        if (i < shape.Length && shape[i] == '-')
        {
            i++;
            most = Count(shape, ref i);
        }

        var taken = 0;
        while (taken < most && taken < number.Length && IsOf(kind, number[taken]))
            taken++;
        return taken < least ? 0 : taken;
    }

    private static int Count(ReadOnlySpan<char> shape, ref int i)
    {
        var count = 0;
        for (; i < shape.Length && char.IsAsciiDigit(shape[i]); i++)
            count = count * 10 + shape[i] - '0';
        return count == 0 ? 1 : count;
    }

    private static bool IsOf(char kind, char c) => kind switch
    {
        'd' => char.IsAsciiDigit(c),
        'a' => char.IsAsciiLetterUpper(c),
        _ => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c),
    };

    private static int LookUp(string values, ReadOnlySpan<char> number)
    {
        var width = values.IndexOf(' ', StringComparison.Ordinal);
        if (number.Length < width)
            return 0;
        for (var i = 0; i < values.Length; i += width + 1)
        {
            if (values.AsSpan(i, width).SequenceEqual(number[..width]))
                return width;
        }

        return 0;
    }
}
