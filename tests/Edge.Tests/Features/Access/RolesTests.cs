using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Access;

public class RolesTests
{
    [Fact]
    public async Task Each_role_may_what_the_one_before_may_and_more()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        var list = (await admin.GetFromJsonAsync("/api/v1/roles", WireJson.Reading.RoleList))!.Items;

        Assert.Equal([Role.Viewer, Role.Driver, Role.Operator, Role.Admin], list.Select(item => item.Role));
        Assert.Equal(["shipments:read"], list[0].Permissions);
        Assert.All(list.Zip(list.Skip(1)), pair => Assert.ProperSuperset(pair.First.Permissions.ToHashSet(), pair.Second.Permissions.ToHashSet()));
    }

    [Fact]
    public async Task What_concerns_all_organisations_is_for_the_home_organisation_alone()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        using var other = await server.Opens((await home.AddOrganisation("Other")).SignInLink);

        var ours = (await home.GetFromJsonAsync("/api/v1/roles", WireJson.Reading.RoleList))!.Items[^1];
        var theirs = (await other.GetFromJsonAsync("/api/v1/roles", WireJson.Reading.RoleList))!.Items[^1];

        Assert.Equal(["organisations:manage", "cache:manage"], ours.Permissions.Except(theirs.Permissions));
    }
}
