using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Edge.Storage.Sql;

/// <summary>
/// A statement written as an interpolated string whose holes become parameters, so that no value can ever become SQL.
/// A hole that is itself a <see cref="SqlText"/> is spliced in, which is how filters are composed. Ids are stored as 16 bytes, times
/// as Unix milliseconds, truth values as 1 and 0; an enum is passed as its wire word.
/// </summary>
[InterpolatedStringHandler]
internal sealed class SqlText(int literalLength, int formattedCount)
{
    // What both engines take: SQLite reads $1 as a name, PostgreSQL as a position.
    private const char Mark = '$';

    private readonly StringBuilder text = new(literalLength + (formattedCount * 3));
    private readonly List<SqlValue> parameters = new(formattedCount);

    public static SqlText Empty => new(0, 0);

    public IReadOnlyList<SqlValue> Parameters => parameters;

    public string Text => text.ToString();

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(SqlText fragment)
    {
        // Parameter numbers of the fragment shift behind those already here.
        var source = fragment.Text.AsSpan();
        for (int at; (at = source.IndexOf(Mark)) >= 0;)
        {
            var digits = source[(at + 1)..].IndexOfAnyExceptInRange('0', '9');
            var end = digits < 0 ? source.Length : at + 1 + digits;
            var number = int.Parse(source[(at + 1)..end], NumberStyles.None, CultureInfo.InvariantCulture);
            text.Append(source[..at]);
            Append(fragment.parameters[number - 1]);
            source = source[end..];
        }
        text.Append(source);
    }

    public void AppendFormatted(long value) => Append(new SqlValue(SqlType.Integer, value));

    public void AppendFormatted(long? value) => Append(new SqlValue(SqlType.Integer, value));

    public void AppendFormatted(bool value) => Append(new SqlValue(SqlType.Integer, value ? 1L : 0L));

    public void AppendFormatted(DateTimeOffset value) => AppendFormatted(value.ToUnixTimeMilliseconds());

    public void AppendFormatted(DateTimeOffset? value) => AppendFormatted(value?.ToUnixTimeMilliseconds());

    public void AppendFormatted(string? value) => Append(new SqlValue(SqlType.Text, value));

    public void AppendFormatted(byte[]? value) => Append(new SqlValue(SqlType.Bytes, value));

    public void AppendFormatted(Guid value) => AppendFormatted(value.ToByteArray(bigEndian: true));

    public void AppendFormatted(Guid? value) => AppendFormatted(value?.ToByteArray(bigEndian: true));

    private void Append(SqlValue value)
    {
        parameters.Add(value);
        text.Append(Mark).Append(parameters.Count);
    }
}
