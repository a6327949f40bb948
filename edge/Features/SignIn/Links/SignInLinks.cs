using Edge.Hosting;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Links;

/// <summary>Issues the links with which people sign in, or come back in when they have lost every other way.</summary>
internal sealed class SignInLinks(LinkStore store, HostingOptions hosting)
{
    /// <returns>
    /// <c>{origin}/sign-in#token=...</c>, good for one use within <see cref="LinkStore.LinkLifetime"/>. The token stands in the
    /// fragment, which browsers send to no server, so no access log or proxy sees it.
    /// </returns>
    public async Task<Uri> Issue(Role role, CancellationToken cancellation = default)
    {
        var token = OpaqueToken.Create();
        await store.AddLink(token, role, cancellation);
        return new Uri(hosting.Origin(), $"/sign-in#token={token}");
    }

    /// <summary>A link for the first administrator, or null when one has signed in before.</summary>
    public async Task<Uri?> IssueFirst(CancellationToken cancellation = default) =>
        await store.AnyoneSignedInAs(Role.Admin, cancellation) ? null : await Issue(Role.Admin, cancellation);
}
