using Edge.Hosting;
using Edge.Storage.Housekeeping;

namespace Edge.Pipeline.ApiKeys;

internal static class KeyAdmissionModule
{
    public static IServiceCollection AddKeyAdmission(this IServiceCollection services) => services
        .AddSingleton<KeyUsage>()
        .AddSingleton<KeyUsageStore>()
        .AddSingleton<KeyAdmission>()
        .AddHostedService<KeyUsageWorker>()
        .AddLogger<KeyUsageWorker>()
        .AddChore<KeyUsageStore>("usage of API keys", (store, cancellation) => store.Prune(cancellation));
}
