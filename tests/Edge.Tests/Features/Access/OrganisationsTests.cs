using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Access;

public class OrganisationsTests
{
    [Fact]
    public async Task Adding_returns_201_and_its_administrator_comes_in_by_the_link()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);

        var added = await home.AddOrganisation("Example Freight");

        Assert.Equal(("Example Freight", 1, false), (added.Organisation.Name, added.Organisation.Users, added.Organisation.IsEntered));
        using var other = await server.Opens(added.SignInLink);
        var me = await other.Me();
        Assert.Equal(("First", Role.Admin, added.Organisation.Id), (me.Name, me.Role, me.Organisation!.Id));
        Assert.Contains("users:manage", me.Permissions);
        Assert.DoesNotContain("organisations:manage", me.Permissions);
        Assert.Contains(
            ("OrganisationAdded", added.Organisation.Id.ToString()), (await server.Facts()).Select(fact => (fact.Kind, fact.Subject)));
    }

    [Fact]
    public async Task Listing_shows_the_oldest_first_and_whether_anybody_came()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var first = await home.AddOrganisation("B");
        await home.AddOrganisation("A");
        using var other = await server.Opens(first.SignInLink);
        await other.AddUser("Driver", Role.Driver);

        var list = await home.GetFromJsonAsync(AccessCalls.Organisations, WireJson.Reading.OrganisationList);

        Assert.Equal([("Home", 1, true), ("B", 2, true), ("A", 1, false)], list!.Items.Select(one => (one.Name, one.Users, one.IsEntered)));
    }

    [Fact]
    public async Task Many_are_added_at_once()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => home.AddOrganisation($"Number {number}")));

        var list = await home.GetFromJsonAsync(AccessCalls.Organisations, WireJson.Reading.OrganisationList);
        Assert.Equal(9, list!.Items.Select(one => one.Name).Distinct().Count());
    }

    [Fact]
    public async Task Renaming_returns_the_new_name_which_its_users_see()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var id = (await home.Me()).Organisation!.Id;

        using var answer = await Rename(home, id, " Example Shop ");

        Assert.Equal("Example Shop", (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Organisation))!.Name);
        Assert.Equal("Example Shop", (await home.Me()).Organisation!.Name);
    }

    [Fact]
    public async Task Adding_returns_422_and_names_both_fields()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);

        using var answer = await home.PostAsync(
            AccessCalls.Organisations, new StringContent($$"""{"name":"","administrator":"{{new string('x', 101)}}"}""", null, "application/json"));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal(["administrator", "name"], problem.Errors!.Keys.Order());
    }

    [Fact]
    public async Task Returns_404_for_an_organisation_that_is_not_there()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);

        using var renamed = await Rename(home, Guid.NewGuid(), "Nobody");
        using var link = await home.Post(Guid.NewGuid(), "sign-in-link", AccessCalls.Organisations);

        await Answered.Problem(renamed, HttpStatusCode.NotFound, "organisation-not-found");
        await Answered.Problem(link, HttpStatusCode.NotFound, "organisation-not-found");
    }

    [Fact]
    public async Task Another_link_is_made_until_an_administrator_has_come_in()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var added = await home.AddOrganisation("Late");
        server.Time.Advance(TimeSpan.FromHours(25));

        using var lost = await server.Try(added.SignInLink);
        using var issued = await home.Post(added.Organisation.Id, "sign-in-link", AccessCalls.Organisations);
        using var other = await server.Opens((await issued.Content.ReadFromJsonAsync(WireJson.Reading.IssuedSignInLink))!);
        using var refused = await home.Post(added.Organisation.Id, "sign-in-link", AccessCalls.Organisations);

        await Answered.Problem(lost, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
        await Answered.Problem(refused, HttpStatusCode.Conflict, "organisation-entered");
    }

    [Fact]
    public async Task A_hand_over_opens_no_way_back_in()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var added = await home.AddOrganisation("Handed over");
        using var first = await server.Opens(added.SignInLink);
        var own = (await first.ListUsers()).Single();
        await first.AddUser("Successor", Role.Admin);
        (await first.Update(own.Id, own.Name, Role.Operator)).EnsureSuccessStatusCode().Dispose();

        using var refused = await home.Post(added.Organisation.Id, "sign-in-link", AccessCalls.Organisations);

        await Answered.Problem(refused, HttpStatusCode.Conflict, "organisation-entered");
    }

    [Fact]
    public async Task Returns_403_to_an_administrator_of_another_organisation()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var added = await home.AddOrganisation("Other");
        using var other = await server.Opens(added.SignInLink);

        using var list = await other.GetAsync(AccessCalls.Organisations);
        using var renamed = await Rename(other, added.Organisation.Id, "Ours");

        await Answered.Problem(list, HttpStatusCode.Forbidden, "permission-missing");
        await Answered.Problem(renamed, HttpStatusCode.Forbidden, "permission-missing");
    }

    private static Task<HttpResponseMessage> Rename(HttpClient admin, Guid id, string name) => admin.PutAsJsonAsync(
        $"{AccessCalls.Organisations}/{id}", new RenameOrganisationRequest(name), WireJson.Default.RenameOrganisationRequest);
}
