using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Access;

public class UsersTests
{
    [Fact]
    public async Task Adding_returns_201_and_a_link_that_lets_the_user_in_once()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsJsonAsync(
            AccessCalls.Users, new CreateUserRequest("  Ada Example ", Role.Driver), WireJson.Default.CreateUserRequest);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var added = (await answer.Content.ReadFromJsonAsync(WireJson.Reading.AddedUser))!;
        Assert.Equal($"{AccessCalls.Users}/{added.User.Id}", answer.Headers.Location!.ToString());
        Assert.Equal(("Ada Example", Role.Driver, 1L, 0), (added.User.Name, added.User.Role, added.User.Version, added.User.Sessions));
        Assert.Equal(server.Time.GetUtcNow() + TimeSpan.FromHours(24), added.SignInLink.ExpiresAt);
        using var driver = await server.Opens(added.SignInLink);
        var me = await driver.Me();
        Assert.Equal(("Ada Example", Role.Driver, "Home"), (me.Name, me.Role, me.Organisation!.Name));
        using var again = await server.Try(added.SignInLink);
        await Answered.Problem(again, HttpStatusCode.Unauthorized, "sign-in-link-invalid");
    }

    [Fact]
    public async Task Listing_shows_the_users_by_name_and_nothing_that_lets_anybody_in()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var late = await admin.AddUser("zoe", Role.Viewer);
        await admin.AddUser("Bob", Role.Operator);
        using var zoe = await server.Opens(late.SignInLink);

        var users = await admin.ListUsers();

        Assert.Equal([("Administrator", 1), ("Bob", 0), ("zoe", 1)], users.Select(user => (user.Name, user.Sessions)));
        Assert.Null(users[1].SignedInAt);
        Assert.Equal(server.Time.GetUtcNow(), users[2].SignedInAt);
        Assert.DoesNotContain("token", await admin.GetStringAsync(AccessCalls.Users));
    }

    [Theory]
    [InlineData("""{"name":"","role":"driver"}""")]
    [InlineData("""{"name":"  ","role":"driver"}""")]
    [InlineData("""{"name":"a\u0007b","role":"driver"}""")]
    public async Task Adding_returns_422_and_names_the_field(string body)
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);

        using var answer = await admin.PostAsync(AccessCalls.Users, new StringContent(body, null, "application/json"));

        var problem = await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
        Assert.Equal(["name"], problem.Errors!.Keys);
    }

    [Fact]
    public async Task An_organisation_has_up_to_a_thousand_users()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        await server.Services.GetRequiredService<Database>().Transaction(async session =>
        {
            for (var number = 0; number < 998; number++)
                await session.Execute($"insert into users (id, name, role, created_at) values ({Guid.NewGuid()}, {"many"}, {"driver"}, {0L})");
            return true;
        });

        await admin.AddUser("the last", Role.Driver);
        using var full = await admin.PostAsJsonAsync(
            AccessCalls.Users, new CreateUserRequest("one more", Role.Driver), WireJson.Default.CreateUserRequest);

        await Answered.Problem(full, HttpStatusCode.Conflict, "users-full");
    }

    [Fact]
    public async Task Another_role_ends_the_sessions_and_holds_from_the_next_request_on()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);
        using var ada = await server.Opens(added.SignInLink);

        using var answer = await admin.Update(added.User.Id, "Ada", Role.Viewer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("\"2.", answer.Headers.ETag!.Tag);
        Assert.Equal("anonymous", (await ada.Me()).Via);
        Assert.Equal(
            [("UserAdded", "operator"), ("SignInLinkIssued", ""), ("SignedIn", ""), ("UserChanged", "viewer"), ("SessionRevoked", "")],
            (await server.Facts()).Where(fact => fact.Subject == added.User.Id.ToString())
                .Select(fact => (fact.Kind, fact.Payload.Contains("role") ? fact.Payload.Split('"')[3] : "")));
    }

    [Fact]
    public async Task Another_name_leaves_the_sessions_alone()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var added = await admin.AddUser("Ada", Role.Operator);
        using var ada = await server.Opens(added.SignInLink);

        using var answer = await admin.Update(added.User.Id, "Ada Lovelace", Role.Operator);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Ada Lovelace", (await ada.Me()).Name);
    }

    [Fact]
    public async Task Changing_returns_428_without_a_version_and_412_for_an_old_one()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var user = (await admin.AddUser("Ada", Role.Operator)).User;
        (await admin.Update(user.Id, "Bea", Role.Operator)).Dispose();

        using var missing = await admin.Update(user.Id, "Cea", Role.Operator, version: null);
        using var old = await admin.Update(user.Id, "Cea", Role.Operator);

        await Answered.Problem(missing, HttpStatusCode.PreconditionRequired, "version-missing");
        await Answered.Problem(old, HttpStatusCode.PreconditionFailed, "version-mismatch");
        Assert.Contains(await admin.ListUsers(), listed => listed is { Name: "Bea", Version: 2 });
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_log_with_who_made_it()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var user = (await admin.AddUser("Ada", Role.Operator)).User;
        (await admin.Update(user.Id, "Ada", Role.Admin)).Dispose();
        (await admin.Post(user.Id, "disable")).Dispose();

        var subject = $"user:{user.Id}";
        var rows = await server.Services.GetRequiredService<Database>().Read(
            session => session.Number($"select count(*) from audit where subject = {subject} and caller_name = {"Administrator"}"));

        Assert.Equal(3, rows);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Driver)]
    [InlineData(Role.Operator)]
    public async Task Returns_403_to_who_does_not_manage_users(Role role)
    {
        await using var server = await EdgeServer.Start();
        using var user = await server.SignedIn(role);

        using var answer = await user.GetAsync(AccessCalls.Users);

        await Answered.Problem(answer, HttpStatusCode.Forbidden, "permission-missing");
    }

    [Fact]
    public async Task Users_of_another_organisation_are_not_there()
    {
        await using var server = await EdgeServer.Start();
        using var home = await server.SignedIn(Role.Admin);
        var ours = (await home.AddUser("Ada", Role.Operator)).User.Id;
        using var other = await server.Opens((await home.AddOrganisation("Other")).SignInLink);

        HttpResponseMessage[] answers =
        [
            await other.Update(ours, "Eve", Role.Admin),
            await other.Post(ours, "sign-in-link"),
            await other.Post(ours, "disable"),
            await other.Post(ours, "enable"),
            await other.DeleteAsync($"{AccessCalls.Users}/{ours}/sessions"),
        ];

        foreach (var answer in answers)
            await Answered.Problem(answer, HttpStatusCode.NotFound, "user-not-found");
        Assert.Equal("First", Assert.Single(await other.ListUsers()).Name);
        Assert.DoesNotContain(await home.ListUsers(), user => user.Name == "First");
    }
}
