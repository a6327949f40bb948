using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Storage;

/// <summary>
/// What a unit of work may do with the database: a snapshot for reading, or a transaction. It may await these calls and nothing else,
/// since a transaction that waits for the network would hold up others; and it must bear being run again, since a transaction that met
/// another one is undone and repeated.
/// </summary>
internal abstract class Session
{
    public abstract Dialect Dialect { get; }

    /// <summary>
    /// Ends a <c>select</c> whose rows the unit of work is about to change by what it has read: other transactions wait for them.
    /// Empty where nothing can come in between, as in a snapshot, or beside the only writer of SQLite.
    /// </summary>
    public virtual SqlText RowLock => SqlText.Empty;

    /// <summary>The facts that the unit of work has appended, of which others hear once it is committed.</summary>
    public List<AppendedFact>? Appended { get; set; }

    /// <summary>The first row, or null.</summary>
    public abstract ValueTask<T?> First<T>(SqlText sql) where T : class, IRow<T>;

    public abstract ValueTask<List<T>> List<T>(SqlText sql) where T : class, IRow<T>;

    /// <summary>The first column of the first row as a whole number; null when there is no row or it is NULL.</summary>
    public abstract ValueTask<long?> Number(SqlText sql);

    /// <summary>Runs a statement that changes rows and tells how many.</summary>
    public abstract ValueTask<int> Execute(SqlText sql);
}
