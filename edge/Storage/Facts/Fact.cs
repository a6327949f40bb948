using Edge.Storage.Sql;

namespace Edge.Storage.Facts;

/// <summary>Something that happened, told in the past tense: <c>ShipmentMoved</c>. The log is ordered and outlives restarts.</summary>
/// <param name="Subject">The id of what it happened to, as text.</param>
/// <param name="Payload">A JSON object that readers need without a further look-up; small, and free of personal data.</param>
internal sealed record Fact(string Kind, string Subject, string Payload = "{}");

/// <summary>A fact as the log holds it. <paramref name="Cursor"/> is where its reader goes on.</summary>
internal sealed record RecordedFact(FactCursor Cursor, DateTimeOffset At, string Kind, string Subject, string Payload) : IRow<RecordedFact>
{
    public long Seq => Cursor.Seq;

    public static RecordedFact Read(Columns columns) => new(
        new FactCursor(columns.Long(0), columns.Long(1)), columns.Time(2), columns.Text(3), columns.Text(4), columns.Text(5));
}

/// <summary>A fact that this node has just appended.</summary>
/// <param name="Cursor">Its place; of one that nobody waited for only the transaction, which its commit brings.</param>
internal sealed record AppendedFact(FactCursor Cursor, string Kind, string Subject)
{
    public static FactCursor Unplaced => default;
}
