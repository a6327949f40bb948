namespace Edge.Storage.Facts;

/// <summary>
/// A place in the log of facts; the default is its beginning. Facts are read in this order, and none ever appears before one that was
/// read (docs/adr/0008-two-engines.md).
/// </summary>
/// <param name="Transaction">The transaction that appended it; 0 under SQLite, which has one writer.</param>
internal readonly record struct FactCursor(long Transaction, long Seq);
