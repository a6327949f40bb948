using System.Net;
using System.Net.Http.Json;
using Edge.Commands;
using Edge.Shared.Contracts;
using Edge.Tests.Features.Access;

namespace Edge.Tests.Commands;

public class SignInLinkTests
{
    [Theory]
    [InlineData(new string[0], Role.Admin)]
    [InlineData(new[] { "--role", "driver" }, Role.Driver)]
    public async Task Prints_a_link_that_the_running_service_takes(string[] options, Role role)
    {
        await using var server = await EdgeServer.Start();
        using var output = new StringWriter();
        var database = server.DatabaseUrl;

        var code = await CommandLine.Run(["sign-in-link", "--database", database, .. options], output, TextWriter.Null);

        Assert.Equal(0, code);
        var link = new Uri(output.ToString().TrimEnd());
        // The command goes by the machine's clock and the service by the test's.
        server.Time.Advance(TimeProvider.System.GetUtcNow() - server.Time.GetUtcNow());
        using var answer = await server.Http.PostAsJsonAsync(
            "/api/v1/session", new SignInRequest(link.Fragment["#token=".Length..]), WireJson.Default.SignInRequest);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(role, (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Me))!.Role);
    }

    [Fact]
    public async Task Prints_a_link_for_a_user_by_name_or_id()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var ada = (await admin.AddUser("Ada Example", Role.Driver)).User.Id;

        foreach (var who in new[] { "Ada Example", ada.ToString() })
        {
            using var output = new StringWriter();
            var code = await CommandLine.Run(["sign-in-link", "--database", server.DatabaseUrl, "--user", who], output, TextWriter.Null);
            Assert.Equal(0, code);
            Assert.Contains("/sign-in#token=", output.ToString());
        }
        Assert.Equal(3, (await server.Facts()).Count(fact => fact.Kind == "SignInLinkIssued" && fact.Subject == ada.ToString()));
    }

    [Fact]
    public async Task Says_who_is_meant_by_a_name_of_several_and_that_nobody_has_another()
    {
        await using var server = await EdgeServer.Start();
        using var admin = await server.SignedIn(Role.Admin);
        var first = (await admin.AddUser("Ada", Role.Driver)).User.Id;
        await admin.AddUser("Ada", Role.Viewer);
        using var error = new StringWriter();

        var several = await CommandLine.Run(["sign-in-link", "--database", server.DatabaseUrl, "--user", "Ada"], TextWriter.Null, error);
        var nobody = await CommandLine.Run(["sign-in-link", "--database", server.DatabaseUrl, "--user", "Eve"], TextWriter.Null, error);

        Assert.Equal((66, 66), (several, nobody));
        Assert.Contains($"{first}  driver of Home", error.ToString());
        Assert.Contains("\"Eve\"", error.ToString());
    }

    [Fact]
    public async Task A_role_and_a_user_are_wrong_usage()
    {
        using var error = new StringWriter();

        var code = await CommandLine.Run(["sign-in-link", "--role", "admin", "--user", "Ada"], TextWriter.Null, error);

        Assert.Equal(2, code);
    }

    [Fact]
    public async Task An_unknown_role_is_wrong_usage()
    {
        using var error = new StringWriter();

        var code = await CommandLine.Run(["sign-in-link", "--role", "emperor"], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("emperor", error.ToString());
    }
}
