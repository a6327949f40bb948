using Edge.Storage.Sql;

namespace Edge.Storage.Facts;

/// <summary>The place of a fact in the log, as a statement of its transaction writes it down.</summary>
internal readonly record struct FactPlace(SqlText Transaction, SqlText Seq)
{
    public static FactPlace Of(FactCursor cursor) => new($"{cursor.Transaction}", $"{cursor.Seq}");

    /// <summary>Of the fact that this transaction has told of last, which PostgreSQL knows.</summary>
    public static FactPlace Last { get; } = new($"this_transaction()", $"currval('facts_seq_seq')");
}
