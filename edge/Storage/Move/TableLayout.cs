namespace Edge.Storage.Move;

/// <summary>A table with its columns, those of the key first: the order in which both engines read and write them.</summary>
internal sealed class TableLayout
{
    private TableLayout(MoveTable table, IReadOnlyList<MoveColumn> columns)
    {
        Table = table;
        Columns = columns;
        ColumnList = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        KeyIs = string.Join(" and ", table.Key.Select((name, at) => $"{Quoted(name)} = ${at + 1}"));
    }

    public MoveTable Table { get; }

    public IReadOnlyList<MoveColumn> Columns { get; }

    public int Keys => Table.Key.Length;

    public string ColumnList { get; }

    /// <summary>The condition for one row, whose parameters are the first columns.</summary>
    public string KeyIs { get; }

    /// <exception cref="MoveException">The engines do not have the same columns.</exception>
    public static TableLayout Of(MoveTable table, List<MoveColumn> source, List<MoveColumn> target)
    {
        var (left, right) = (Sorted(table, source), Sorted(table, target));
        if (!left.ConvertAll(Widened).SequenceEqual(right.ConvertAll(Widened)))
            throw new MoveException($"The table {table.Name} has not the same columns on both sides. Bring both to one release with edge migrate.");
        return new TableLayout(table, [.. left.Select((column, at) => column.Kind == ColumnKind.Narrow ? column : right[at])]);
    }

    public static string Quoted(string name) => $"\"{name}\"";

    /// <summary>
    /// The rows in the order of the key's bytes, those behind a number only if one is given. <paramref name="transaction"/> stands for
    /// the numbers of another server.
    /// </summary>
    public string Select(string byteOrder, long? transaction, long? behind = null)
    {
        var values = Columns.Select(column => column switch
        {
            _ when column.Name == Table.Transaction && transaction is { } number => $"cast({number} as bigint)",
            { Kind: ColumnKind.Narrow } => $"cast({Quoted(column.Name)} as bigint)",
            _ => Quoted(column.Name),
        });
        var order = Columns.Take(Keys).Select(column => Quoted(column.Name) + (column.Kind == ColumnKind.Text ? $" collate {byteOrder}" : ""));
        var where = behind is null ? "" : $" where {Quoted(Table.Key[0])} > {behind}";
        return $"select {string.Join(", ", values)} from {Quoted(Table.Name)}{where} order by {string.Join(", ", order)}";
    }

    private static MoveColumn Widened(MoveColumn column) => column.Kind == ColumnKind.Narrow ? column with { Kind = ColumnKind.Integer } : column;

    private static List<MoveColumn> Sorted(MoveTable table, List<MoveColumn> columns) =>
        [.. columns.OrderBy(column => (uint)Array.IndexOf(table.Key, column.Name)).ThenBy(column => column.Name, StringComparer.Ordinal)];
}
