using Edge.Storage.Facts;

namespace Edge.Storage.Postgres;

/// <summary>
/// Wakes other nodes when this one has appended facts, and this one when they have (postgresql.org/docs/15/sql-notify.html). Telling
/// is no part of the transaction, where it would make all commits of the server wait for each other; it may get lost, and whoever waits
/// looks by itself now and then.
/// </summary>
internal sealed class PostgresFactRelay(PostgresSources sources, FactWakeup wakeup, TimeProvider time) : IDisposable
{
    private const string Tell = "notify edge_facts";
    private const string Listen = "listen edge_facts";
    private const int PatienceSeconds = 5;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private int isTelling;
    private int isListening;

    /// <summary>A transaction with facts was committed. All within a tenth of a second are told of together.</summary>
    public void Committed(List<AppendedFact> facts)
    {
        wakeup.Committed(facts);
        if (Interlocked.Exchange(ref isTelling, 1) == 0)
            _ = Task.Run(TellOthers);
    }

    /// <summary>Listens from the first time on that somebody wants to hear; a node where nobody waits has no connection for it.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref isListening, 1) == 0)
            _ = Task.Run(Hear);
    }

    public void Dispose() => stopping.Cancel();

    private async Task TellOthers()
    {
        await Task.Delay(Gathering, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What is committed from here on is told of anew.
        Volatile.Write(ref isTelling, 0);
        try
        {
            await using var connection = await sources.ForWriting().Open(readOnly: false, stopping.Token);
            await new PostgresSession(connection, isTransaction: false).Script(Tell);
        }
        catch (Exception error) when (IsExpected(error))
        {
            // They will look by themselves.
        }
    }

    private async Task Hear()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await HearFrom(sources.ForWriting());
            }
            catch (Exception error) when (IsExpected(error))
            {
                await Task.Delay(Pause, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearFrom(PostgresHost host)
    {
        await using var source = host.Unpooled(PatienceSeconds);
        await using var connection = await source.OpenConnectionAsync(stopping.Token);
        connection.Notification += (_, _) => wakeup.Signal();
        var session = new PostgresSession(connection, isTransaction: false);
        await session.Script(Listen);
        // Nobody listened until now.
        wakeup.Signal();
        while (sources.Primary == host)
        {
            // A server that hangs says nothing either: asking tells the two apart.
            if (!await connection.WaitAsync(Quiet, stopping.Token))
                await session.Number($"select 1");
        }
    }

    private static bool IsExpected(Exception error) =>
        error is StorageUnavailableException or OperationCanceledException || PostgresFaults.IsOutage(error);
}
