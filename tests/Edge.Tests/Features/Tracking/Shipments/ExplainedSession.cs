using System.Text.Json;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>What PostgreSQL did for a statement.</summary>
/// <param name="Indexes">The indexes it walked, by name.</param>
/// <param name="Nodes">The kinds of its steps.</param>
/// <param name="Met">Rows and entries that were looked at, kept or not.</param>
/// <param name="Blocks">Pages of tables and indexes that were read, which tells of entries that no step counts.</param>
internal sealed record Explained(string Statement, IReadOnlyList<string> Indexes, IReadOnlyList<string> Nodes, long Met, long Blocks)
{
    /// <summary>The index of texts finds before anything is in order: it is bounded by time.</summary>
    public bool IsByText => Statement.Contains("as materialized", StringComparison.Ordinal);

    public static Explained Of(string statement, string plan)
    {
        using var document = JsonDocument.Parse(plan);
        var (indexes, nodes, met) = (new List<string>(), new List<string>(), 0L);
        void Walk(JsonElement node)
        {
            long Count(string name) => node.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;
            nodes.Add(node.GetProperty("Node Type").GetString()!);
            if (node.TryGetProperty("Index Name", out var index))
                indexes.Add(index.GetString()!);
            if (nodes[^1].Contains("Scan", StringComparison.Ordinal))
                met += (Count("Actual Rows") + Count("Rows Removed by Filter") + Count("Rows Removed by Index Recheck")) * Count("Actual Loops");
            if (!node.TryGetProperty("Plans", out var below))
                return;
            foreach (var child in below.EnumerateArray())
                Walk(child);
        }
        var root = document.RootElement[0].GetProperty("Plan");
        Walk(root);
        var blocks = root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64();
        return new Explained(statement, indexes, nodes, met, blocks);
    }
}

/// <summary>Has PostgreSQL explain every statement that reads from a table, as it was asked, before it is asked.</summary>
internal sealed class ExplainedSession(Session session) : Session
{
    public List<Explained> Asked { get; } = [];

    public override Dialect Dialect => session.Dialect;

    public override async ValueTask<T?> First<T>(SqlText sql) where T : class
    {
        await Explain(sql);
        return await session.First<T>(sql);
    }

    public override async ValueTask<List<T>> List<T>(SqlText sql)
    {
        await Explain(sql);
        return await session.List<T>(sql);
    }

    public override async ValueTask<long?> Number(SqlText sql)
    {
        await Explain(sql);
        return await session.Number(sql);
    }

    // Settings and savepoints have no plan.
    public override ValueTask<int> Execute(SqlText sql) => session.Execute(sql);

    private async ValueTask Explain(SqlText sql)
    {
        var plan = await session.List<Line>($"explain (analyze, buffers, timing off, format json) {sql}");
        Asked.Add(Explained.Of(sql.Text, string.Join('\n', plan.Select(line => line.Text))));
    }

    private sealed record Line(string Text) : IRow<Line>
    {
        public static Line Read(Columns columns) => new(columns.Text(0));
    }
}
