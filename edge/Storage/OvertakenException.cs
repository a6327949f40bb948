namespace Edge.Storage;

/// <summary>
/// A unit of work has seen that another transaction was quicker, and asks to be undone and run again. Beside one writer, as in SQLite,
/// nothing can be quicker.
/// </summary>
internal sealed class OvertakenException() : Exception("Another transaction was quicker");
