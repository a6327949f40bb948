namespace Edge.Features.Tracking.Carriers;

/// <summary>How a number fits a shape.</summary>
/// <param name="Check">Position of the check digit, -1 when the shape has none.</param>
/// <param name="Fixed">How much of the number the shape prescribes: its literal characters, and 1 for a lookup.</param>
/// <param name="Lookup">Index into <see cref="CarrierTable.Lookups"/>, -1 when the shape has none.</param>
internal readonly record struct ShapeFit(int SerialStart, int SerialEnd, int Check, int Fixed, int Lookup, Range LookedUp);

/// <summary>Reads the notation of shared/carriers.schema.json as it goes: no set-up, no backtracking, and linear.</summary>
internal static class NumberShape
{
    /// <summary>Tries the alternatives in order; the first that fits counts.</summary>
    internal static bool Fits(string shape, ReadOnlySpan<char> number, out ShapeFit fit)
    {
        foreach (var alternative in shape.AsSpan().Split('|'))
        {
            if (new Reader(shape.AsSpan(alternative), number).Read(out fit))
                return true;
        }

        fit = default;
        return false;
    }

    private ref struct Reader(ReadOnlySpan<char> shape, ReadOnlySpan<char> number)
    {
        private readonly ReadOnlySpan<char> shape = shape;
        private readonly ReadOnlySpan<char> number = number;
        private int i;
        private int at;
        private int serialStart;
        private int serialEnd;
        private int check = -1;
        private int prescribed;
        private int lookup = -1;
        private Range lookedUp;

        public bool Read(out ShapeFit fit)
        {
            fit = default;
            while (i < shape.Length)
            {
                if (!Token(shape[i++]))
                    return false;
            }

            fit = new ShapeFit(serialStart, serialEnd, check, prescribed, lookup, lookedUp);
            return at == number.Length;
        }

        private bool Token(char token)
        {
            switch (token)
            {
                case ' ':
                    return true;
                case '{':
                    serialStart = at;
                    return true;
                case '}':
                    serialEnd = at;
                    return true;
                case '!':
                    check = at;
                    return true;
                case '[':
                    return OneOf();
                case '@':
                    return LookUp(shape[i++] - '0');
                case 'd' or 'a' or 'x':
                    return Run(token);
                default:
                    prescribed++;
                    return at < number.Length && number[at++] == token;
            }
        }

        private bool OneOf()
        {
            var set = shape[i..(i + shape[i..].IndexOf(']'))];
            i += set.Length + 1;
            return at < number.Length && set.Contains(number[at++]);
        }

        private bool LookUp(int index)
        {
            var values = CarrierTable.Lookups[index].Values;
            var width = values.IndexOf(' ', StringComparison.Ordinal);
            if (number.Length - at < width)
                return false;
            var word = number.Slice(at, width);
            (lookup, lookedUp) = (index, at..(at + width));
            at += width;
            prescribed++;
            for (var start = 0; start < values.Length; start += width + 1)
            {
                if (word.SequenceEqual(values.AsSpan(start, width)))
                    return true;
            }

            return false;
        }

        /// <summary>A class with its count: takes as many characters as it may, and fails when it finds too few.</summary>
        private bool Run(char kind)
        {
            var least = Count();
            var most = least;
            if (i < shape.Length && shape[i] == '-')
            {
                i++;
                most = Count();
            }

            var start = at;
            while (at - start < most && at < number.Length && IsOf(kind, number[at]))
                at++;
            return at - start >= least;
        }

        private int Count()
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
    }
}
