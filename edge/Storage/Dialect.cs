namespace Edge.Storage;

/// <summary>Which SQL a session speaks, for the few statements that both engines cannot take in the same words.</summary>
internal enum Dialect
{
    Sqlite,
    Postgres,
}
