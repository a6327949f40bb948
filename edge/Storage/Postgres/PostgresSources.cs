using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// The pools: one whose connections only read, one for transactions. Both are lazy: nothing is connected before it is needed, unless
/// <c>pool_min</c> asks for it.
/// </summary>
internal sealed class PostgresSources : IDisposable
{
    private readonly NpgsqlDataSource reading;
    private readonly NpgsqlDataSource writing;

    public PostgresSources(PostgresUrl url)
    {
        Limit = url.Connection.MaxPoolSize;
        reading = Build(url, "-c default_transaction_read_only=on");
        writing = Build(url, "");
    }

    /// <summary>How many connections each pool may hold.</summary>
    public int Limit { get; }

    public ValueTask<NpgsqlConnection> Open(bool readOnly, CancellationToken cancellation) =>
        (readOnly ? reading : writing).OpenConnectionAsync(cancellation);

    public void Dispose()
    {
        reading.Dispose();
        writing.Dispose();
    }

    // A node that was stopped in the middle must not keep others waiting for its locks, nor for its facts.
    private static NpgsqlDataSource Build(PostgresUrl url, string options)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(url.Connection.ConnectionString);
        var seconds = url.Connection.CommandTimeout;
        builder.ConnectionStringBuilder.Options =
            $"-c idle_in_transaction_session_timeout={seconds}s -c statement_timeout={seconds}s {options}";
        builder.EnableTransportSecurity();
        // Whole numbers, texts and bytes are known without asking the server for its types.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        if (!url.Connection.Host!.Contains(','))
            return builder.Build();
        builder.ConnectionStringBuilder.TargetSessionAttributes = "primary";
        return builder.BuildMultiHost();
    }
}
