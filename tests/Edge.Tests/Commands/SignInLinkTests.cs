using System.Net;
using System.Net.Http.Json;
using Edge.Commands;
using Edge.Shared.Contracts;

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
    public async Task An_unknown_role_is_wrong_usage()
    {
        using var error = new StringWriter();

        var code = await CommandLine.Run(["sign-in-link", "--role", "emperor"], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("emperor", error.ToString());
    }
}
