using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// Asks one host what it is, over a connection of its own that is kept: pools at their limit do not make a host look dead. Not for
/// concurrent use.
/// </summary>
internal sealed class HostWatch(PostgresHost host) : IAsyncDisposable
{
    private const int PatienceSeconds = 2;

    private readonly NpgsqlDataSource source = host.Unpooled(PatienceSeconds);
    private NpgsqlConnection? connection;

    public PostgresHost Host => host;

    /// <returns>Null when it does not answer in time.</returns>
    public async Task<HostSighting?> Ask(CancellationToken cancellation)
    {
        var isKept = connection is not null;
        try
        {
            connection ??= await source.OpenConnectionAsync(cancellation);
            return await new PostgresSession(connection, isTransaction: false).First<HostSighting>(HostSighting.Question);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Forget();
            // Restarted since it was last asked.
            return isKept && PostgresFaults.IsLostConnection(error) ? await Ask(cancellation) : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Forget();
        await source.DisposeAsync();
    }

    private async ValueTask Forget()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }
}
