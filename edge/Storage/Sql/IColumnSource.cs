namespace Edge.Storage.Sql;

/// <summary>The current row of an engine's answer, in the types that both engines store.</summary>
internal interface IColumnSource
{
    bool IsNull(int ordinal);

    long Long(int ordinal);

    string Text(int ordinal);

    byte[] Bytes(int ordinal);
}
