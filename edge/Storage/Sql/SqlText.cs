using System.Runtime.CompilerServices;

namespace Edge.Storage.Sql;

/// <summary>
/// A statement written as an interpolated string whose holes become parameters, so that no value can ever become SQL.
/// A hole that is itself a <see cref="SqlText"/> is spliced in, which is how filters are composed. Ids are stored as 16 bytes, times
/// as Unix milliseconds, truth values as 1 and 0; an enum is passed as its wire word.
/// </summary>
[InterpolatedStringHandler]
internal sealed class SqlText
{
    private readonly List<SqlValue> parameters;

    // The compiler passes both numbers to a handler.
    public SqlText(int literalLength, int formattedCount)
    {
        _ = literalLength;
        parameters = new List<SqlValue>(formattedCount);
        Shape = new SqlShape((2 * formattedCount) + 1);
    }

    public static SqlText Empty => new(0, 0);

    public SqlShape Shape { get; }

    public IReadOnlyList<SqlValue> Parameters => parameters;

    public string Text => Shape.ToString();

    /// <summary>A question, as it begins; <c>insert ... returning</c> is none.</summary>
    public bool OnlyReads => Shape.Pieces is [{ } first, ..] && first.AsSpan().TrimStart().StartsWith("select ", StringComparison.Ordinal);

    public void AppendLiteral(string literal) => Shape.Append(literal);

    public void AppendFormatted(SqlText fragment)
    {
        foreach (var piece in fragment.Shape.Pieces)
            Shape.Append(piece);
        parameters.AddRange(fragment.parameters);
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
        Shape.Append(null);
    }
}
