namespace Edge.Storage.Sql;

/// <summary>The columns of the current row in the types of the domain. Times are stored as Unix milliseconds, ids as 16 bytes.</summary>
internal readonly struct Columns(IColumnSource row)
{
    public bool IsNull(int ordinal) => row.IsNull(ordinal);

    public string Text(int ordinal) => row.Text(ordinal);

    public string? TextOrNull(int ordinal) => row.IsNull(ordinal) ? null : row.Text(ordinal);

    public long Long(int ordinal) => row.Long(ordinal);

    public long? LongOrNull(int ordinal) => row.IsNull(ordinal) ? null : row.Long(ordinal);

    public int Int(int ordinal) => (int)row.Long(ordinal);

    public int? IntOrNull(int ordinal) => row.IsNull(ordinal) ? null : (int)row.Long(ordinal);

    public bool Bool(int ordinal) => row.Long(ordinal) != 0;

    public byte[] Bytes(int ordinal) => row.Bytes(ordinal);

    public Guid Id(int ordinal) => new(row.Bytes(ordinal), bigEndian: true);

    public DateTimeOffset Time(int ordinal) => DateTimeOffset.FromUnixTimeMilliseconds(row.Long(ordinal));

    public DateTimeOffset? TimeOrNull(int ordinal) => row.IsNull(ordinal) ? null : Time(ordinal);
}
