namespace Edge.Storage.Redis;

/// <summary>
/// Redis did not take the command, or its answer did not come: no connection, no answer in time, too much in flight. Whether the server
/// carried the command out is not known.
/// </summary>
internal sealed class RedisUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
