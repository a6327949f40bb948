using Edge.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Hosting;

public class ReadinessTests
{
    [Fact]
    public async Task Is_ready_once_the_listeners_are_open()
    {
        Assert.False(new Readiness(TimeProvider.System).IsReady);

        await using var server = await EdgeServer.Start();

        Assert.True(server.Services.GetRequiredService<Readiness>().IsReady);
    }

    [Fact]
    public void A_stop_during_the_start_is_final()
    {
        var readiness = new Readiness(TimeProvider.System);

        readiness.Stop();
        readiness.Started();

        Assert.False(readiness.IsReady);
        Assert.Equal("shutting down", readiness.Reason);
    }
}
