using System.Net;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Edge.Tests.Pipeline.Authorization;

public sealed class RequireSessionTests
{
    [Fact]
    public async Task Lets_through_whoever_has_signed_in_and_says_which_user_it_is()
    {
        await using var server = await Start();
        using var viewer = await server.SignedIn(Role.Viewer);

        Assert.True(Guid.TryParse(await viewer.GetStringAsync("/only-people"), out _));
    }

    [Fact]
    public async Task Returns_401_to_anyone_else_and_403_to_an_administrators_key()
    {
        await using var server = await Start();
        using var key = await server.ApiKey(Role.Admin);

        using var anonymous = await server.Http.GetAsync("/only-people");
        using var machine = await key.GetAsync("/only-people");

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, machine.StatusCode);
        Assert.Contains("session-needed", await machine.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<EdgeServer> Start() => EdgeServer.Start(
        app => app.MapGet("/only-people", (HttpContext http) => Results.Text(http.Caller().User.ToString())).RequireSession());
}
