using Edge.Hosting.Configuration;
using Edge.Storage.Facts;
using Edge.Storage.Migrations;
using Edge.Storage.Sqlite;

namespace Edge.Storage;

internal static class StorageModule
{
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services
            .AddSingleton(StorageOptions.Read(settings))
            .AddSingleton<SqliteConnections>()
            .AddSingleton<StorageMetrics>()
            .AddSingleton<SqliteReaders>()
            .AddSingleton<SqliteWriter>()
            .AddSingleton<Database>()
            .AddSingleton<FactLog>()
            .AddSingleton<Migrator>();
        return builder;
    }

    public static Task MigrateStorage(this IServiceProvider services) =>
        services.GetRequiredService<Migrator>().Run(Migration.Embedded());
}
