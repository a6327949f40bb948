namespace Edge.Features.Tracking.Imports;

/// <summary>An import is known by the id its sender chose; two senders may choose the same.</summary>
internal sealed record ImportKey(string Caller, string Id);
