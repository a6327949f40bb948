namespace Edge.Storage.Backups;

/// <summary>A file is not a backup that this release can use; the message says why.</summary>
internal sealed class InvalidBackupException(string message) : Exception(message);
