namespace Edge.Hosting;

/// <summary>Takes the place of the console lifetime, which would close the listeners at the first signal, before the delay has passed.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
