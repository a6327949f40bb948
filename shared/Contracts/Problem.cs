namespace Edge.Shared.Contracts;

/// <summary>An error as RFC 9457 describes it. <paramref name="Type"/> is a stable relative URI, <c>/docs/problems#slug</c>.</summary>
/// <param name="RequestId">The same id as the answer's <c>X-Request-Id</c> header and the log lines of the request.</param>
/// <param name="Errors">Per field (a JSON path such as <c>destination.country</c>), what is wrong with it.</param>
/// <param name="Existing">The id of what is already there, when a creation met it.</param>
public sealed record ProblemDetails(
    string Type, string Title, int Status, string? Detail, string? Instance, string RequestId, IReadOnlyDictionary<string, string[]>? Errors = null,
    Guid? Existing = null);
