using System.Data.Common;

namespace Edge.Storage.Move;

/// <summary>
/// Makes the target what the source is at one moment: walks both in the order of the key and changes what differs. What is equal
/// already costs reading only, so that the first pass, a later one, and one after an interruption are the same.
/// </summary>
internal sealed class Pass(MoveEnd source, MoveEnd target, IReadOnlyList<TableLayout> layouts, long transaction)
{
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
            await using var wanted = await RowReader.Open(snapshot, layout, layout.Select(source.ByteOrder, transaction));
            await using var found = await RowReader.Open(reading, layout, layout.Select(target.ByteOrder, null));
            await Merge(wanted, found, writer, layout.Keys);
            changes += writer.Changes;
        }
        return changes;
    }

    private static async Task Merge(RowReader wanted, RowReader found, RowWriter writer, int keys)
    {
        var (isWanted, isFound) = (await wanted.Next(), await found.Next());
        while (isWanted || isFound)
        {
            var order = !isWanted ? 1 : !isFound ? -1 : RowBytes.Compare(wanted.Row.Span, found.Row.Span, keys);
            if (order < 0)
                await writer.Insert(wanted.Row);
            else if (order > 0)
                await writer.Delete(found.Row);
            else if (!wanted.Row.Span.SequenceEqual(found.Row.Span))
                await writer.Update(wanted.Row);
            if (order <= 0)
                isWanted = await wanted.Next();
            if (order >= 0)
                isFound = await found.Next();
        }
        await writer.Flush();
    }
}
