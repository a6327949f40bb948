namespace Edge.Storage;

/// <summary>The database cannot take this work now; callers are told to come back (503, Retry-After).</summary>
internal sealed class StorageUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
