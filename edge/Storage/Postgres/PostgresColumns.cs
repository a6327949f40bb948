using Edge.Storage.Sql;
using Npgsql;

namespace Edge.Storage.Postgres;

internal sealed class PostgresColumns(NpgsqlDataReader reader) : IColumnSource
{
    public bool IsNull(int ordinal) => reader.IsDBNull(ordinal);

    public long Long(int ordinal) => reader.GetInt64(ordinal);

    public string Text(int ordinal) => reader.GetString(ordinal);

    public byte[] Bytes(int ordinal) => reader.GetFieldValue<byte[]>(ordinal);
}
