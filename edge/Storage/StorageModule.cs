using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Storage.Backups;
using Edge.Storage.Facts;
using Edge.Storage.Housekeeping;
using Edge.Storage.Migrations;
using Edge.Storage.Move;
using Edge.Storage.Postgres;
using Edge.Storage.Redis;
using Edge.Storage.Sqlite;

namespace Edge.Storage;

internal static class StorageModule
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder, Settings settings)
    {
        var options = StorageOptions.Read(settings);
        builder.Services
            .AddRedis(settings)
            .AddSingleton(options)
            .AddEngine(options)
            .AddSingleton<StorageMetrics>()
            .AddSingleton<SlowQueries>()
            .AddLogger<SlowQueries>()
            .AddSingleton<Database>()
            .AddSingleton<DatabaseEpoch>()
            .AddSingleton<FactLog>()
            .AddSingleton<FactSights>()
            .AddSingleton<FactWakeup>()
            .AddSingleton<Migrator>()
            .AddLogger<Migrator>()
            .AddSingleton<HousekeepingWorker>()
            .AddLogger<HousekeepingWorker>()
            .AddHostedService(services => services.GetRequiredService<HousekeepingWorker>())
            .AddChore<FactLog>("facts", (facts, cancellation) => facts.DropOlderThan(options.FactRetention, cancellation));
        return builder;
    }

    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="MoveException">The database was moved away, or is only half here.</exception>
    public static async Task<int> MigrateStorage(this IServiceProvider services)
    {
        var engine = services.GetRequiredService<IDatabaseEngine>();
        int applied;
        await using (var connection = await engine.OpenForMigration())
        {
            await MoveMarks.Refuse(connection.Session);
            applied = await services.GetRequiredService<Migrator>().Run(connection, Migration.Embedded(engine.Dialect));
        }
        await engine.Begin();
        return applied;
    }

    /// <summary>Leaves nothing behind that the next start would have to repair.</summary>
    public static void CloseStorage(this IServiceProvider services) => services.GetRequiredService<IDatabaseEngine>().Dispose();

    private static IServiceCollection AddEngine(this IServiceCollection services, StorageOptions options) => options.Server is { } server
        ? services.AddPostgres(server)
        : services
            .AddSingleton<SqliteConnections>()
            .AddSingleton<SqliteReaders>()
            .AddSingleton<SqliteWriter>()
            .AddLogger<SqliteWriter>()
            .AddSingleton<IDatabaseEngine, SqliteEngine>()
            .AddSingleton<DatabaseBackup>()
            .AddSingleton<DatabaseRestore>();

    private static IServiceCollection AddPostgres(this IServiceCollection services, PostgresUrl server)
    {
        if (server.Hosts.Length > 1)
            services.AddSingleton<ReplicaMonitor>().AddLogger<ReplicaMonitor>();
        return services
            .AddSingleton(server)
            .AddSingleton<PostgresSources>()
            .AddSingleton<PostgresFactRelay>()
            .AddSingleton<IDatabaseEngine, PostgresEngine>();
    }
}
