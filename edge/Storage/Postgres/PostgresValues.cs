using Edge.Storage.Sql;
using NpgsqlTypes;

namespace Edge.Storage.Postgres;

/// <summary>Parameters as the server takes them.</summary>
internal static class PostgresValues
{
    public static NpgsqlDbType TypeOf(SqlValue value) => value.Type switch
    {
        SqlType.Integer => NpgsqlDbType.Bigint,
        SqlType.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };

    // The server stores no NUL (postgresql.org/docs/15/datatype-character.html). None passes validation, but one may be asked for.
    public static object? Of(SqlValue value) =>
        value.Value is string text && text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : value.Value;
}
