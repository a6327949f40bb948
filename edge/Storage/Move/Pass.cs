using System.Data.Common;

namespace Edge.Storage.Move;

/// <summary>
/// Makes the target what the source is at one moment: walks both in the order of the key and changes what differs. What is equal
/// already costs reading only, so that the first pass, a later one, and one after an interruption are the same.
/// </summary>
internal sealed class Pass(MoveEnd source, MoveEnd target, IReadOnlyList<TableLayout> layouts, long transaction)
{
    private readonly Dictionary<TableLayout, Prefix> prefixes = [];

    /// <param name="snapshot">In a transaction that sees one moment of the source.</param>
    /// <returns>How many rows of the target were changed.</returns>
    public async Task<long> Run(DbConnection snapshot)
    {
        await using var reading = await target.Open();
        await using var writing = await target.Open();
        var changes = 0L;
        foreach (var layout in layouts)
        {
            var writer = target.Writer(writing, layout);
            var prefix = await Unchanged(snapshot, layout);
            await using var wanted = await RowReader.Open(snapshot, layout, layout.Select(source.ByteOrder, transaction, prefix.Key));
            await using var found = await RowReader.Open(reading, layout, layout.Select(target.ByteOrder, null, prefix.Key));
            await Merge(wanted, found, writer, layout, prefix);
            changes += writer.Changes;
        }
        return changes;
    }

    /// <summary>What need not be read again after the last pass; empty for a table whose rows change.</summary>
    public Prefix PrefixOf(TableLayout layout) => prefixes.TryGetValue(layout, out var prefix) ? prefix : prefixes[layout] = new Prefix();

    // Rows that were dropped, or committed late with a number from before, are in neither the count nor the sum.
    private async Task<Prefix> Unchanged(DbConnection snapshot, TableLayout layout)
    {
        var prefix = PrefixOf(layout);
        if (prefix.Key is null || await source.Has(snapshot, layout.Table, prefix))
            return prefix;
        return prefixes[layout] = new Prefix();
    }

    private static async Task Merge(RowReader wanted, RowReader found, RowWriter writer, TableLayout layout, Prefix prefix)
    {
        var (isWanted, isFound) = (await wanted.Next(), await found.Next());
        while (isWanted || isFound)
        {
            var order = !isWanted ? 1 : !isFound ? -1 : RowBytes.Compare(wanted.Row.Span, found.Row.Span, layout.Keys);
            if (order < 0)
                await writer.Insert(wanted.Row);
            else if (order > 0)
                await writer.Delete(found.Row);
            else if (!wanted.Row.Span.SequenceEqual(found.Row.Span))
                await writer.Update(wanted.Row);
            else if (layout.Table.IsAppendOnly && writer.Changes == 0)
                prefix.Add(wanted.Row.Span, found.Row.Span);
            if (order <= 0)
                isWanted = await wanted.Next();
            if (order >= 0)
                isFound = await found.Next();
        }
        await writer.Flush();
    }
}
