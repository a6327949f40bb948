using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Storage.Sql;

/// <summary>
/// A statement written as an interpolated string whose holes become parameters, so that no value can ever become SQL.
/// A hole that is itself a <see cref="SqlText"/> is spliced in, which is how filters are composed.
/// </summary>
[InterpolatedStringHandler]
internal sealed class SqlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 4));
    private readonly List<object?> parameters = new(formattedCount);

    public static SqlText Empty => new(0, 0);

    public IReadOnlyList<object?> Parameters => parameters;

    public string Text => text.ToString();

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(SqlText fragment)
    {
        // Parameter numbers of the fragment shift behind those already here.
        var source = fragment.Text.AsSpan();
        for (int at; (at = source.IndexOf("@p")) >= 0;)
        {
            var digits = source[(at + 2)..].IndexOfAnyExceptInRange('0', '9');
            var end = digits < 0 ? source.Length : at + 2 + digits;
            var index = int.Parse(source[(at + 2)..end], NumberStyles.None, CultureInfo.InvariantCulture);
            text.Append(source[..at]);
            AppendParameter(fragment.parameters[index]);
            source = source[end..];
        }
        text.Append(source);
    }

    public void AppendFormatted<T>(T value) => AppendParameter(value);

    private void AppendParameter(object? value)
    {
        text.Append(CultureInfo.InvariantCulture, $"@p{parameters.Count}");
        parameters.Add(value);
    }
}
