using Edge.Hosting.Configuration;
using Edge.Storage.Backups;
using Edge.Storage.Facts;
using Edge.Storage.Housekeeping;
using Edge.Storage.Migrations;
using Edge.Storage.Sqlite;

namespace Edge.Storage;

internal static class StorageModule
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder, Settings settings)
    {
        var options = StorageOptions.Read(settings);
        builder.Services
            .AddSingleton(options)
            .AddSingleton<SqliteConnections>()
            .AddSingleton<StorageMetrics>()
            .AddSingleton<SqliteReaders>()
            .AddSingleton<SqliteWriter>()
            .AddSingleton<Database>()
            .AddSingleton<FactLog>()
            .AddSingleton<Migrator>()
            .AddSingleton<DatabaseBackup>()
            .AddSingleton<DatabaseRestore>()
            .AddSingleton<HousekeepingWorker>()
            .AddHostedService(services => services.GetRequiredService<HousekeepingWorker>())
            .AddChore<FactLog>("facts", (facts, cancellation) => facts.DropOlderThan(options.FactRetention, cancellation));
        return builder;
    }

    /// <returns>How many migrations were applied.</returns>
    public static async Task<int> MigrateStorage(this IServiceProvider services)
    {
        var applied = await services.GetRequiredService<Migrator>().Run(Migration.Embedded());
        services.GetRequiredService<SqliteWriter>().Open();
        return applied;
    }

    /// <summary>Folds the write-ahead log into the database file. The last connection must be one that may write, so readers go first.</summary>
    public static void CloseStorage(this IServiceProvider services)
    {
        services.GetRequiredService<SqliteReaders>().Dispose();
        services.GetRequiredService<SqliteWriter>().Dispose();
    }
}
