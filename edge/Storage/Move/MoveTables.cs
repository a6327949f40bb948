namespace Edge.Storage.Move;

internal enum ColumnKind : byte
{
    Integer = 1,
    Text = 2,
    Bytes = 3,

    /// <summary>A whole number of four bytes, which only PostgreSQL tells from one of eight.</summary>
    Narrow = 4,
}

internal sealed record MoveColumn(string Name, ColumnKind Kind);

/// <summary>One table as both engines know it.</summary>
/// <param name="Key">The columns that tell its rows apart, in whose order they are read.</param>
internal sealed record MoveTable(string Name, params string[] Key)
{
    /// <summary>The column with the number of the transaction that wrote the row; it means something on its own server only.</summary>
    public string? Transaction { get; init; }

    /// <summary>Whether the engine counts the key up, and must go on behind the last.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Rows are added behind the others and dropped, never changed: what was compared once needs only be counted again.</summary>
    public bool IsAppendOnly { get; init; }

    /// <summary>What is true of the rows that the schema itself puts there: the source's come in their place.</summary>
    public string? Given { get; init; }

    /// <summary>Tables whose rows belong to a row of this one, with the column that says so.</summary>
    public (string Table, string Column)[] Children { get; init; } = [];
}

/// <summary>All that an installation consists of. A migration that adds a table adds a line here; a test sees to it.</summary>
internal static class MoveTables
{
    /// <summary>Those that others refer to come first.</summary>
    public static IReadOnlyList<MoveTable> All { get; } =
    [
        new("database_epoch", "id"),
        new("organisations", "seq") { Given = "seq = 1" },
        new("users", "id")
        {
            Children = [("sign_in_links", "user_id"), ("sessions", "user_id"), ("passkeys", "user_id"), ("wallets", "user_id")],
        },
        new("sign_in_links", "token_hash"),
        new("sessions", "id_hash"),
        new("passkeys", "id"),
        new("wallets", "id"),
        new("api_keys", "id"),
        new("api_key_secrets", "hash"),
        new("api_key_usage", "key_id", "day", "route"),
        new("signature_nonces", "key_id", "nonce"),
        new("shipments", "seq")
        {
            Transaction = "changed_in", IsCounted = true, Children = [("events", "shipment_seq"), ("proofs", "shipment_seq")],
        },
        new("events", "seq") { IsCounted = true, IsAppendOnly = true },
        new("proofs", "id"),
        new("facts", "seq") { Transaction = "tx", IsCounted = true, IsAppendOnly = true },
        new("idempotency_keys", "caller", "key"),
        new("imports", "caller", "id"),
        new("import_chunks", "caller", "import_id", "hash"),
        new("import_report_parts", "run", "ordinal"),
        new("audit", "id"),
        new("cache_changes", "id"),
        new("cache_hot_keys", "id"),
        new("push_keys", "id"),
        new("push_devices", "id") { Children = [("push_subscriptions", "device_id"), ("push_messages", "device_id")] },
        new("push_subscriptions", "id"),
        new("push_messages", "device_id", "subject"),
        new("push_deliveries", "day", "service", "outcome"),
    ];

    /// <summary>What each database has of its own: the state of its schema, of its server, of the caches in front, and what it orders by itself.</summary>
    public static IReadOnlyList<string> NotMoved { get; } =
        ["migrations", MoveMarks.Table, "transaction_base", "shipment_changes", "purges", "push_progress"];

    /// <exception cref="MoveException">The database holds tables that this list does not.</exception>
    public static void Verify(MoveEnd end, IEnumerable<string> found)
    {
        foreach (var table in found)
        {
            if (!All.Any(known => known.Name == table) && !NotMoved.Contains(table))
                throw new MoveException($"{end.Name} has a table {table} that is none of Edge's. Move to a database of its own.");
        }
    }
}
