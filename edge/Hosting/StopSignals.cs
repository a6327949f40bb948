using System.Runtime.InteropServices;

namespace Edge.Hosting;

/// <summary>
/// SIGTERM and SIGINT, taken over from the first line of <c>serve</c> on. The first asks for an orderly stop; a second ends the process
/// at once with 128 + signal, as a shell would report it.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, 143)),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, 130)),
    ];

    /// <summary>Completes with the first signal.</summary>
    public Task First => first.Task;

    /// <summary>Cancelled by the first signal, for a start that it shall cut short.</summary>
    public CancellationToken Stopping => stopping.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stopping.Dispose();
    }

    private void Take(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (!first.TrySetResult())
            Environment.Exit(exitCode);
        stopping.Cancel();
    }
}
