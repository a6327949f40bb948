using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Links;

/// <summary>Issues links for who runs the service, at the machine itself.</summary>
internal sealed class SignInLinks(LinkStore store)
{
    public async Task<Uri> Issue(Role role, CancellationToken cancellation = default) =>
        new((await store.AddLink(role, cancellation)).Url);

    public async Task<Uri> Issue(LinkUser user, CancellationToken cancellation = default) =>
        new((await store.AddLink(user.Id, cancellation)).Url);

    public ValueTask<List<LinkUser>> UsersCalled(string idOrName, CancellationToken cancellation = default) =>
        store.Called(idOrName, cancellation);

    /// <summary>A link for the first administrator, or null when there has been one.</summary>
    public async Task<Uri?> IssueFirst(CancellationToken cancellation = default) =>
        await store.HadAdministrator(cancellation) ? null : await Issue(Role.Admin, cancellation);
}
