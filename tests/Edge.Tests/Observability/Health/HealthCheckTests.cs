using Edge.Observability.Health;
using Edge.Shared.Contracts;

namespace Edge.Tests.Observability.Health;

public class HealthCheckTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly SteppedTime time = new();

    [Fact]
    public async Task A_result_is_kept_until_it_is_old()
    {
        var looks = 0;
        var check = new HealthCheck("x", Fresh, Long, time, _ => Task.FromResult(new Finding(HealthState.Healthy, $"look {++looks}")));

        var first = await check.Run();
        time.Step(Fresh / 2);
        var second = await check.Run();
        time.Step(Fresh);
        var third = await check.Run();

        Assert.Equal(("look 1", "look 1", "look 2"), (first.Detail, second.Detail, third.Detail));
    }

    [Fact]
    public async Task A_check_that_hangs_is_unhealthy_and_not_started_again_beside_itself()
    {
        var looks = 0;
        var hanging = new TaskCompletionSource<Finding>();
        var check = new HealthCheck("x", TimeSpan.Zero, Soon, time, _ =>
        {
            Interlocked.Increment(ref looks);
            return hanging.Task;
        });

        var results = new[] { await check.Run(), await check.Run(), await check.Run() };

        Assert.All(results, result => Assert.Equal((HealthState.Unhealthy, "No answer within 0.05 s"), (result.State, result.LastError)));
        Assert.Equal(1, looks);
        hanging.SetResult(new Finding(HealthState.Healthy, null));
        Assert.Equal(HealthState.Healthy, (await check.Run()).State);
    }

    [Fact]
    public async Task A_check_that_blocks_its_thread_does_not_block_the_caller()
    {
        using var blocked = new ManualResetEventSlim();
        var check = new HealthCheck("x", TimeSpan.Zero, Soon, time, _ =>
        {
            blocked.Wait(CancellationToken.None);
            return Task.FromResult(new Finding(HealthState.Healthy, null));
        });

        var result = await check.Run();

        Assert.Equal(HealthState.Unhealthy, result.State);
        blocked.Set();
    }

    [Fact]
    public async Task The_last_error_outlives_the_recovery()
    {
        var broken = true;
        var check = new HealthCheck("x", TimeSpan.Zero, Long, time, _ =>
            broken ? throw new IOException("disk gone", new IOException("unplugged")) : Task.FromResult(new Finding(HealthState.Healthy, null)));

        var failed = await check.Run();
        broken = false;
        var recovered = await check.Run();

        Assert.Equal((HealthState.Unhealthy, "disk gone: unplugged"), (failed.State, failed.LastError));
        Assert.Equal((HealthState.Healthy, "disk gone: unplugged"), (recovered.State, recovered.LastError));
        Assert.NotNull(recovered.LastErrorAt);
    }

    [Theory]
    [InlineData(0, HealthState.Healthy)]
    [InlineData(499, HealthState.Healthy)]
    [InlineData(500, HealthState.Degraded)]
    [InlineData(900, HealthState.Unhealthy)]
    public void The_write_queue_warns_before_it_is_full(int length, HealthState state) =>
        Assert.Equal(state, HealthChecks.Queue(length, 1000).State);

    [Theory]
    [InlineData(0, HealthState.Unhealthy)]
    [InlineData(65L << 20, HealthState.Degraded)]
    [InlineData(600L << 20, HealthState.Healthy)]
    public void The_disk_warns_before_it_is_full(long free, HealthState state) => Assert.Equal(state, HealthChecks.OfFreeBytes(free));

    /// <summary>Timers are real; the clock that ages results moves only when told to.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Step(TimeSpan span) => ticks += span.Ticks;
    }
}
