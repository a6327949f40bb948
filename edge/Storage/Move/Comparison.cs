using System.Data.Common;
using System.Security.Cryptography;

namespace Edge.Storage.Move;

/// <summary>All rows of a table in one number: SHA-256 over their <see cref="RowBytes"/> in the order of the key.</summary>
internal sealed record TableDigest(long Rows, string Hash)
{
    /// <param name="hash">Of the <paramref name="rows"/> that <paramref name="select"/> leaves out.</param>
    public static async Task<TableDigest> Of(DbConnection connection, TableLayout layout, string select, IncrementalHash hash, long rows)
    {
        await using var reader = await RowReader.Open(connection, layout, select);
        for (; await reader.Next(); rows++)
            hash.AppendData(reader.Row.Span);
        return new TableDigest(rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>Reads every table of both ends, at the same time, and compares what was read.</summary>
internal static class Comparison
{
    /// <param name="pass">Has compared the beginnings of tables already.</param>
    /// <param name="transaction">What stands on the target for the transaction numbers of the source.</param>
    /// <exception cref="MoveException">The ends differ; every table that does is named.</exception>
    public static async Task<List<string>> Run(
        MoveEnd source, DbConnection held, MoveEnd target, DbConnection filled, IReadOnlyList<TableLayout> layouts, long transaction, Pass pass)
    {
        var lines = new List<string>();
        var differing = new List<string>();
        foreach (var layout in layouts)
        {
            var prefix = pass.PrefixOf(layout);
            var there = Task.Run(() => TableDigest.Of(
                held, layout, layout.Select(source.ByteOrder, transaction, prefix.Key), prefix.Source, prefix.Rows));
            var here = await Task.Run(() => TableDigest.Of(
                filled, layout, layout.Select(target.ByteOrder, null, prefix.Key), prefix.Target, prefix.Rows));
            var wanted = await there;
            if (here != wanted)
                differing.Add($"{layout.Table.Name}: {wanted.Rows} rows {wanted.Hash}, but {here.Rows} rows {here.Hash}");
            lines.Add($"{layout.Table.Name,-20} {here.Rows,12} rows  sha256 {here.Hash}");
        }
        return differing.Count == 0
            ? lines
            : throw new MoveException($"Not moved, the copies differ; run the same move again. {string.Join("; ", differing)}");
    }
}
