namespace Edge.Storage.Housekeeping;

/// <summary>Something that a module has tidied up now and then, such as rows past their lifetime.</summary>
/// <param name="Run">Gives the number of rows that went; must be harmless to repeat and to run on several nodes at once.</param>
internal sealed record Chore(string Name, Func<IServiceProvider, CancellationToken, Task<int>> Run);

internal static class Chores
{
    /// <summary>Declares a chore of the module; it runs once an hour.</summary>
    public static IServiceCollection AddChore<TOwner>(
        this IServiceCollection services, string name, Func<TOwner, CancellationToken, Task<int>> run) where TOwner : notnull =>
        services.AddSingleton(new Chore(name, (provider, cancellation) => run(provider.GetRequiredService<TOwner>(), cancellation)));
}
