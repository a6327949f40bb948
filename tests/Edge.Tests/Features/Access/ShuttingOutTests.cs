using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Access;

public class ShuttingOutTests
{
    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        using var key = await server.ApiKey(Role.Admin);
        var only = Assert.Single(await admin.ListUsers()).Id;

        using var demoted = await admin.Update(only, "Administrator", Role.Viewer);
        using var disabled = await key.Post(only, "disable");
        await admin.AddUser("Second", Role.Admin);
        using var succeeded = await admin.Update(only, "Administrator", Role.Viewer);

        await Answered.Problem(demoted, HttpStatusCode.Conflict, "last-administrator");
        await Answered.Problem(disabled, HttpStatusCode.Conflict, "last-administrator");
        Assert.Equal(HttpStatusCode.OK, succeeded.StatusCode);
        Assert.Equal("anonymous", (await admin.Me()).Via);
    }

    [Fact]
    public async Task Two_administrators_who_shut_each_other_out_at_once_leave_one()
    {
        await using var server = await EdgeServer.Start();
        using var first = await server.SignedIn(Role.Admin);
        var added = await first.AddUser("Second", Role.Admin);
        using var second = await server.Opens(added.SignInLink);
        var users = await first.ListUsers();

        var answers = await Task.WhenAll(
            first.Update(users[1].Id, "Second", Role.Viewer), second.Update(users[0].Id, "Administrator", Role.Viewer));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var left = await server.Services.GetRequiredService<Database>().Read(
            session => session.Number($"select count(*) from users where role = {WireName.Of(Role.Admin)}"));
        Assert.Equal(1, left);
    }

    [Fact]
    public async Task Nobody_disables_themselves()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        await admin.AddUser("Second", Role.Admin);
        var own = (await admin.ListUsers()).First(user => user.Name == "Administrator").Id;

        using var answer = await admin.Post(own, "disable");

        await Answered.Problem(answer, HttpStatusCode.Conflict, "own-user");
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once_and_no_link_lets_them_in()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);
        using var ada = await server.Opens(added.SignInLink);
        using var unused = await admin.Post(added.User.Id, "sign-in-link");
        var link = (await unused.Content.ReadFromJsonAsync(WireJson.Reading.IssuedSignInLink))!;

        using var answer = await admin.Post(added.User.Id, "disable");
        using var again = await admin.Post(added.User.Id, "disable");

        var user = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.User))!;
        Assert.Equal((server.Time.GetUtcNow(), 0, 2L), (user.DisabledAt, user.Sessions, user.Version));
        Assert.Equal(2, (await again.Content.ReadFromJsonAsync(WireJson.Reading.User))!.Version);
        Assert.Equal("anonymous", (await ada.Me()).Via);
        using var refused = await admin.Post(added.User.Id, "sign-in-link");
        await Answered.Problem(refused, HttpStatusCode.Conflict, "user-disabled");
        (await admin.Post(added.User.Id, "enable")).EnsureSuccessStatusCode().Dispose();
        using var late = await server.Try(link);
        await Answered.Problem(late, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
        Assert.Equal("anonymous", (await ada.Me()).Via);
    }

    [Fact]
    public async Task An_enabled_user_comes_in_by_a_new_link()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);
        (await admin.Post(added.User.Id, "disable")).Dispose();

        using var enabled = await admin.Post(added.User.Id, "enable");
        using var issued = await admin.Post(added.User.Id, "sign-in-link");

        Assert.Null((await enabled.Content.ReadFromJsonAsync(WireJson.Reading.User))!.DisabledAt);
        using var ada = await server.Opens((await issued.Content.ReadFromJsonAsync(WireJson.Reading.IssuedSignInLink))!);
        Assert.Equal("Ada", (await ada.Me()).Name);
    }

    [Fact]
    public async Task A_new_link_makes_the_one_before_worthless()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);

        (await admin.Post(added.User.Id, "sign-in-link")).EnsureSuccessStatusCode().Dispose();

        using var answer = await server.Try(added.SignInLink);
        await Answered.Problem(answer, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
    }

    [Fact]
    public async Task Ending_the_sessions_signs_out_everywhere_and_only_that_user()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);
        using var here = await server.Opens(added.SignInLink);
        using var issued = await admin.Post(added.User.Id, "sign-in-link");
        using var there = await server.Opens((await issued.Content.ReadFromJsonAsync(WireJson.Reading.IssuedSignInLink))!);

        using var answer = await admin.DeleteAsync($"{AccessCalls.Users}/{added.User.Id}/sessions");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            ("anonymous", "anonymous", "session"), ((await here.Me()).Via, (await there.Me()).Via, (await admin.Me()).Via));
    }
}
