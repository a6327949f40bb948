namespace Edge.Observability.Logs;

/// <summary>
/// The id of the request whose flow this is, for log lines. An AsyncLocal of the bare id, because nothing cheaper is right: a
/// holder per connection mixes up multiplexed requests and work that outlives its request, a logger scope makes the framework
/// create an Activity and a scope object per request, and IHttpContextAccessor keeps a pooled context reachable after its end.
/// </summary>
internal static class CurrentRequest
{
    private static readonly AsyncLocal<string?> Id = new();

    public static string? RequestId => Id.Value;

    /// <summary>
    /// Holds for everything the caller's flow goes on to; Kestrel restores the connection's own flow after each request.
    /// </summary>
    public static void Enter(string requestId) => Id.Value = requestId;
}
