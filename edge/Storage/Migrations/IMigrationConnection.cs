namespace Edge.Storage.Migrations;

/// <summary>A connection that may change the schema, one process at a time.</summary>
internal interface IMigrationConnection : IAsyncDisposable
{
    Session Session { get; }

    /// <summary>Makes the table of applied migrations where there is none.</summary>
    ValueTask Prepare(string statement);

    /// <summary>Begins a transaction that no other migrating process is in.</summary>
    ValueTask Begin();

    ValueTask Commit();

    /// <summary>Ends the transaction without a trace, also one that a failure has already ended.</summary>
    ValueTask RollBack();

    ValueTask Script(string text);
}
