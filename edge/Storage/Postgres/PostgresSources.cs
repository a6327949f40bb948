namespace Edge.Storage.Postgres;

/// <summary>
/// Which server a unit of work goes to. With one host in the URL it is that one. With several it goes by what each of them says it is,
/// not by its place: writes to the primary; reads to a replica that has what they must have seen, and else to the primary; and to any
/// replica that is not too far behind while there is no primary.
/// </summary>
internal sealed class PostgresSources : IDisposable
{
    private readonly PostgresHost[] hosts;
    private readonly int poolMax;
    private uint turn;

    public PostgresSources(PostgresUrl url)
    {
        poolMax = url.Connection.MaxPoolSize;
        hosts = Array.ConvertAll(url.Hosts, host => new PostgresHost(url, host));
    }

    public IReadOnlyList<PostgresHost> Hosts => hosts;

    public bool HasReplicas => hosts.Length > 1;

    /// <summary>How many connections all pools may hold together: a pool for reading each host, and one for writing.</summary>
    public int Limit => (hosts.Length + 1) * poolMax;

    public PostgresHost? Primary => HasReplicas
        ? Array.Find(hosts, host => host.Standing.Role == HostRole.Primary)
        : hosts[0];

    /// <exception cref="StorageUnavailableException">There is no primary.</exception>
    public PostgresHost ForWriting() => Primary ?? throw new StorageUnavailableException("No host of the database is a primary");

    /// <param name="failed">A host that did not answer this read a moment ago.</param>
    /// <returns>Null when none is left.</returns>
    public PostgresHost? ForReading(PostgresHost? failed)
    {
        if (!HasReplicas)
            return failed is null ? hosts[0] : null;
        if (ReadPosition.Current is { MayLag: true } wanted && NextReplica(wanted.Position, failed) is { } replica)
            return replica;
        if (Primary is { } primary)
            return primary == failed ? null : primary;
        return NextReplica(0, failed);
    }

    public void Dispose()
    {
        foreach (var host in hosts)
            host.Dispose();
    }

    private PostgresHost? NextReplica(long position, PostgresHost? failed)
    {
        var first = Interlocked.Increment(ref turn);
        for (uint i = 0; i < hosts.Length; i++)
        {
            var host = hosts[(first + i) % (uint)hosts.Length];
            var standing = host.Standing;
            if (standing is { Role: HostRole.Replica, IsReadable: true } && standing.Position >= position && host != failed)
                return host;
        }
        return null;
    }
}
