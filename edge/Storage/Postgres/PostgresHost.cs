using Npgsql;

namespace Edge.Storage.Postgres;

/// <summary>
/// One server with its pools: one whose connections only read, one for transactions. Both are lazy: nothing is connected before it is
/// needed, unless <c>pool_min</c> asks for it.
/// </summary>
internal sealed class PostgresHost : IDisposable
{
    private readonly PostgresUrl url;
    private readonly Lazy<NpgsqlDataSource> reading;
    private readonly Lazy<NpgsqlDataSource> writing;
    private HostStanding standing = HostStanding.Unknown;

    public PostgresHost(PostgresUrl url, string name)
    {
        this.url = url;
        Name = name;
        reading = new Lazy<NpgsqlDataSource>(() => Build("-c default_transaction_read_only=on"));
        writing = new Lazy<NpgsqlDataSource>(() => Build(""));
    }

    /// <summary>Host and port, as the URL has them.</summary>
    public string Name { get; }

    /// <summary>What the monitor last saw of it; <see cref="HostStanding.Unknown"/> for good where there is one host only.</summary>
    public HostStanding Standing
    {
        get => Volatile.Read(ref standing);
        set => Volatile.Write(ref standing, value);
    }

    public ValueTask<NpgsqlConnection> Open(bool readOnly, CancellationToken cancellation) =>
        (readOnly ? reading : writing).Value.OpenConnectionAsync(cancellation);

    /// <summary>A source of connections outside the pools, which give up after <paramref name="timeout"/> seconds.</summary>
    public NpgsqlDataSource Unpooled(int timeout)
    {
        var builder = Builder();
        var connection = builder.ConnectionStringBuilder;
        connection.Pooling = false;
        connection.MinPoolSize = 0;
        connection.Timeout = timeout;
        connection.CommandTimeout = timeout;
        connection.CancellationTimeout = -1;
        return builder.Build();
    }

    public void Dispose()
    {
        if (reading.IsValueCreated)
            reading.Value.Dispose();
        if (writing.IsValueCreated)
            writing.Value.Dispose();
    }

    // A node that was stopped in the middle must not keep others waiting for its locks, nor for its facts.
    private NpgsqlDataSource Build(string options)
    {
        var builder = Builder();
        var seconds = url.Connection.CommandTimeout;
        builder.ConnectionStringBuilder.Options =
            $"-c idle_in_transaction_session_timeout={seconds}s -c statement_timeout={seconds}s {options}";
        return builder.Build();
    }

    private NpgsqlSlimDataSourceBuilder Builder()
    {
        var builder = new NpgsqlSlimDataSourceBuilder(url.Connection.ConnectionString);
        builder.ConnectionStringBuilder.Host = Name;
        builder.EnableTransportSecurity();
        // Whole numbers, texts and bytes are known without asking the server for its types.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder;
    }
}
