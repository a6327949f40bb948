namespace Edge.Storage.Postgres;

/// <summary>
/// Keeps the order of facts over a move to another cluster: its transactions may have lower numbers than those that the log holds, and
/// what is appended must come after what is there.
/// </summary>
internal static class PostgresFactOrder
{
    public static async ValueTask<int> Raise(Session transaction) => await transaction.Execute($"""
        update transaction_base set value = value + (select max(tx) from facts) - this_transaction() + 1
        where this_transaction() <= (select max(tx) from facts)
        """);
}
