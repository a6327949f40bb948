using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Edge.Hosting;

/// <summary>
/// Registers for one type what the framework registers for every type, so that the container need not close it by reflection: a generic
/// type that the program composes while it runs costs half a million instructions, and a start would need more than seventy.
/// </summary>
internal static class ClosedGenerics
{
    public static IServiceCollection AddLogger<T>(this IServiceCollection services) =>
        services.AddSingleton<ILogger<T>>(provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));

    public static IServiceCollection AddOptionsOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        this IServiceCollection services)
        where T : class, new() =>
        services.AddSingleton<IOptions<T>>(provider => new OptionsWrapper<T>(Make<T>(provider)));

    /// <summary>The same for those who would follow changes: nothing changes the settings of a service that runs.</summary>
    public static IServiceCollection AddOptionsMonitorOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        this IServiceCollection services)
        where T : class, new() =>
        services.AddSingleton<IOptionsMonitor<T>>(provider => new Unchanging<T>(Make<T>(provider)));

    // Nobody names, validates or configures afterwards any options of the framework here: what would look for that would find empty lists.
    private static T Make<T>(IServiceProvider provider)
        where T : class, new()
    {
        var options = new T();
        foreach (var configure in provider.GetServices<IConfigureOptions<T>>())
            configure.Configure(options);
        return options;
    }

    private sealed class Unchanging<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(T options)
        : IOptionsMonitor<T>
    {
        public T CurrentValue => options;

        public T Get(string? name) => options;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
