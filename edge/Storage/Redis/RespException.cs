namespace Edge.Storage.Redis;

/// <summary>What came is not RESP3, or exceeds a bound. Nothing that follows on the connection can be understood any more.</summary>
internal sealed class RespException(string message) : Exception(message);
