using Edge.Hosting.Endpoints;

namespace Edge.Features.Tracking.Imports;

/// <summary>An import is known by the id its sender chose; two senders may choose the same.</summary>
/// <param name="Organisation">Whose shipments it creates. A sender who moves to another one begins anew there.</param>
internal sealed record ImportKey(long Organisation, string Caller, string Id)
{
    /// <summary>The sender in the organisation.</summary>
    public string Sender { get; } = Organisations.NameIn(Organisation, Caller);
}
