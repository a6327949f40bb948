using Edge.Features.Access.Users;
using Edge.Hosting.Endpoints;
using Edge.Observability.Audit;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Access.Organisations;

/// <summary>The organisations that share the installation, each change with the fact that tells of it and an entry in the audit log.</summary>
internal sealed class OrganisationStore(Database database, FactLog facts, UserStore users, SignInLinkStore links, TimeProvider time)
{
    private static readonly SqlText Columns = $"""
        o.seq, o.id, o.name, o.created_at,
        (select count(*) from users u where u.organisation = o.seq and u.disabled_at is null),
        (select count(*) from users u where u.organisation = o.seq and u.signed_in_at is not null)
        """;

    public ValueTask<List<OrganisationRow>> List(CancellationToken cancellation) => database.Read(
        session => session.List<OrganisationRow>($"select {Columns} from organisations o order by o.seq"), cancellation);

    /// <summary>Adds an organisation with its first administrator.</summary>
    public Task<AddedOrganisation> Add(Caller caller, string name, string administrator, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var now = Now();
            var id = Guid.CreateVersion7(now);
            // Who adds another one meanwhile has taken the same number: one of the two is undone, and counts again.
            var seq = (await session.Number($"select max(seq) from organisations") ?? 0) + 1;
            await session.Execute($"""
                insert into organisations (seq, id, name, created_at) values ({seq}, {id}, {name.Trim()}, {now})
                """);
            await Tell(session, caller, "OrganisationAdded", id, null, name.Trim());
            var user = await users.Add(session, caller, seq, administrator, Role.Admin);
            await users.TellOfLink(session, caller, user.Id);
            var link = await links.Issue(session, user.Id, SignInLinkStore.HandedOver);
            return new AddedOrganisation(new Organisation(id, name.Trim(), now, 1, IsEntered: false), link);
        },
        cancellation);

    public Task<OrganisationRow> Rename(Caller caller, Guid id, string name, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var organisation = await ById(session, id);
            await session.Execute($"update organisations set name = {name.Trim()} where seq = {organisation.Seq}");
            await Tell(session, caller, "OrganisationRenamed", id, organisation.Name, name.Trim());
            return organisation with { Name = name.Trim() };
        },
        cancellation);

    /// <summary>
    /// Another link for the first administrator, as long as nobody has come in: whoever has was let in by an administrator, who may be
    /// something else by now.
    /// </summary>
    public Task<IssuedSignInLink> IssueLink(Caller caller, Guid id, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            var organisation = await ById(session, id);
            var first = await session.First<AdministratorRow>($"""
                select id from users where organisation = {organisation.Seq} and role = {WireName.Of(Role.Admin)} and disabled_at is null
                order by created_at, id limit 1 {session.RowLock}
                """);
            if (organisation.IsEntered || first is null)
                throw new ProblemException(Problems.OrganisationEntered());
            await SignInLinkStore.Withdraw(session, first.Id);
            await users.TellOfLink(session, caller, first.Id);
            return await links.Issue(session, first.Id, SignInLinkStore.HandedOver);
        },
        cancellation);

    private static async ValueTask<OrganisationRow> ById(Session session, Guid id) =>
        await session.First<OrganisationRow>($"select {Columns} from organisations o where o.id = {id} {session.RowLock}")
        ?? throw new ProblemException(Problems.OrganisationNotFound());

    private async ValueTask Tell(Session session, Caller caller, string kind, Guid id, string? before, string? after)
    {
        var now = Now();
        await facts.Append(session, new Fact(kind, id.ToString()));
        await AuditStore.Append(session, new AuditEntry(Guid.CreateVersion7(now), now, caller, kind, $"organisation:{id}", before, after));
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record AdministratorRow(Guid Id) : IRow<AdministratorRow>
    {
        public static AdministratorRow Read(Columns columns) => new(columns.Id(0));
    }
}
