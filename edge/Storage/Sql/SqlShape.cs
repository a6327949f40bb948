using System.Text;

namespace Edge.Storage.Sql;

/// <summary>
/// A statement without its values. Two that were written at the same place consist of the same literals, so that they compare at once,
/// without their texts being put together.
/// </summary>
internal sealed class SqlShape : IEquatable<SqlShape>
{
    // What both engines take: SQLite reads $1 as a name, PostgreSQL as a position.
    private const char Mark = '$';
    private const int Factor = 31;

    // A hole is null.
    private readonly List<string?> pieces;
    private int hash;

    public SqlShape(int capacity) => pieces = new List<string?>(capacity);

    public SqlShape(string statement)
        : this(1) => Append(statement);

    public IReadOnlyList<string?> Pieces => pieces;

    /// <param name="piece">Null for a hole.</param>
    public void Append(string? piece)
    {
        pieces.Add(piece);
        hash = unchecked((hash * Factor) + (piece?.Length ?? -1));
    }

    public bool Equals(SqlShape? other)
    {
        if (other is null || other.hash != hash || other.pieces.Count != pieces.Count)
            return false;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!string.Equals(pieces[i], other.pieces[i], StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as SqlShape);

    public override int GetHashCode() => hash;

    /// <summary>The statement with its parameters numbered in their order.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var holes = 0;
        foreach (var piece in pieces)
        {
            if (piece is null)
                text.Append(Mark).Append(++holes);
            else
                text.Append(piece);
        }
        return text.ToString();
    }
}
