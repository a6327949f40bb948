using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Edge.Tests.Hosting;

public class ShutdownTests
{
    [Fact]
    public async Task Requests_are_taken_while_the_delay_passes_but_readiness_says_no()
    {
        await using var server = await EdgeServer.Start(("Hosting:ShutdownDelay", "2s"));

        var stopping = Stop(server);

        Assert.False(server.Services.GetRequiredService<Readiness>().IsReady);
        Assert.True((await server.Http.GetAsync("/health/live")).IsSuccessStatusCode);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Http.GetStringAsync("/health/live"));
    }

    [Fact]
    public async Task A_request_in_flight_is_finished()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await EdgeServer.Start(app => MapSlow(app, arrived, release));
        var answer = server.Http.GetStringAsync("/api/slow");
        await arrived.Task;

        var stopping = Stop(server);
        Assert.False(stopping.IsCompleted);
        release.SetResult();

        Assert.Equal("done", await answer);
        await stopping;
    }

    [Fact]
    public async Task A_request_that_does_not_end_is_cut_off_after_its_time()
    {
        var arrived = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        await using var server = await EdgeServer.Start(app => MapSlow(app, arrived, never), ("Hosting:ShutdownTimeout", "1s"));
        var answer = server.Http.GetStringAsync("/api/slow");
        await arrived.Task;

        await Stop(server);

        never.SetResult();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    private static void MapSlow(WebApplication app, TaskCompletionSource arrived, TaskCompletionSource release) =>
        app.MapGet("/api/slow", async () =>
        {
            arrived.SetResult();
            await release.Task;
            return "done";
        }).AllowAnyone();

    private static Task Stop(EdgeServer server) =>
        server.Services.GetRequiredService<Shutdown>().Run(server.Services.GetRequiredService<IHost>());
}
