namespace Edge.Storage.Move;

/// <summary>A database cannot be moved, moved to, or served from; the message says why, without any password.</summary>
internal sealed class MoveException(string message) : Exception(message);
