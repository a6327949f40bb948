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

    /// <summary>
    /// Runs a statement that changes rows, for whose end nobody waits: on its way to a server it goes with the next one that is waited
    /// for, or with the commit, and its failure is that one's.
    /// </summary>
    public virtual async ValueTask Later(SqlText sql) => await Execute(sql);

    /// <summary>
    /// Asks in passing: on its way to a server it goes with the next statement, if that only reads. Before that one is answered
    /// <paramref name="found"/> hears of the first row, if there is any, and may throw.
    /// </summary>
    public virtual async ValueTask Ask<T>(SqlText sql, Action<T> found) where T : class, IRow<T>
    {
        if (await First<T>(sql) is { } row)
            found(row);
    }

    /// <summary>Several questions that do not wait for each other's answers.</summary>
    /// <returns>The rows of each, in their order.</returns>
    public virtual async ValueTask<List<T>[]> ListEach<T>(IReadOnlyList<SqlText> statements) where T : class, IRow<T>
    {
        var answers = new List<T>[statements.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = await List<T>(statements[i]);
        return answers;
    }

    /// <summary>Several statements that change rows, one after the other, whatever becomes of those before.</summary>
    /// <returns>How many rows each changed, in their order.</returns>
    public virtual async ValueTask<int[]> ExecuteEach(IReadOnlyList<SqlText> statements)
    {
        var changed = new int[statements.Count];
        for (var i = 0; i < changed.Length; i++)
            changed[i] = await Execute(statements[i]);
        return changed;
    }

    /// <summary>Inserts many rows, by statements that are all <c>insert into ... (columns) values (a hole for each)</c>.</summary>
    public virtual async ValueTask InsertAll(IReadOnlyList<SqlText> inserts) => await ExecuteEach(inserts);
}
