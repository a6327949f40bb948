namespace Edge.Storage.Sql;

/// <summary>What a parameter is to the database. Known from the hole's type, so that NULL has one too.</summary>
internal enum SqlType
{
    Integer,
    Text,
    Bytes,
}

/// <summary>A parameter as it is stored: a <see cref="long"/>, a <see cref="string"/>, a byte array, or null.</summary>
internal readonly struct SqlValue(SqlType type, object? value)
{
    public SqlType Type => type;

    public object? Value => value;
}
