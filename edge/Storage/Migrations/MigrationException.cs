namespace Edge.Storage.Migrations;

/// <summary>The database and this build do not fit together; the message says what to do.</summary>
internal sealed class MigrationException(string message) : Exception(message);
