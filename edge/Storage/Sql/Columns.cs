using System.Data.Common;

namespace Edge.Storage.Sql;

/// <summary>The columns of the current row in the types of the domain. Times are stored as Unix milliseconds, ids as 16 bytes.</summary>
internal readonly struct Columns(DbDataReader reader)
{
    public bool IsNull(int ordinal) => reader.IsDBNull(ordinal);

    public string Text(int ordinal) => reader.GetString(ordinal);

    public string? TextOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public long Long(int ordinal) => reader.GetInt64(ordinal);

    public long? LongOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    public int Int(int ordinal) => (int)reader.GetInt64(ordinal);

    public int? IntOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : (int)reader.GetInt64(ordinal);

    public bool Bool(int ordinal) => reader.GetInt64(ordinal) != 0;

    public byte[] Bytes(int ordinal) => reader.GetFieldValue<byte[]>(ordinal);

    public Guid Id(int ordinal) => new(reader.GetFieldValue<byte[]>(ordinal), bigEndian: true);

    public DateTimeOffset Time(int ordinal) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(ordinal));

    public DateTimeOffset? TimeOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : Time(ordinal);
}
