using System.Text.RegularExpressions;
using Edge.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Edge.Tests.Architecture;

/// <summary>A start composes no generic type that the compiler could have: <see cref="ClosedGenerics"/>.</summary>
public partial class ContainerTests
{
    [Fact]
    public void Each_logger_that_somebody_takes_is_registered_for_him()
    {
        var registered = Named(Registration());
        Assert.NotEmpty(registered);
        Assert.Empty(Named(Logger()).Except(registered));
    }

    [Fact]
    public void Each_logger_that_is_registered_is_taken_by_somebody() =>
        Assert.Empty(Named(Registration()).Except(Named(Logger())));

    /// <summary>They would be passed over.</summary>
    [Fact]
    public async Task Nobody_validates_the_frameworks_options_or_configures_them_afterwards()
    {
        IServiceCollection? services = null;
        await using var app = Program.Compose(EdgeServer.SettingsOf(), builder => services = builder.Services);
        var closed = services!
            .Select(service => service.ServiceType)
            .Where(type => IsOf(type, typeof(IOptions<>)) || IsOf(type, typeof(IOptionsMonitor<>)))
            .Where(type => !type.ContainsGenericParameters)
            .Select(type => type.GenericTypeArguments[0])
            .ToHashSet();
        Assert.NotEmpty(closed);
        Assert.DoesNotContain(
            services!,
            service => (IsOf(service.ServiceType, typeof(IPostConfigureOptions<>)) || IsOf(service.ServiceType, typeof(IValidateOptions<>)))
                && closed.Contains(service.ServiceType.GenericTypeArguments[0]));
    }

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static HashSet<string> Named(Regex way) =>
        [.. from file in SourceTree.Service from Match match in way.Matches(file.Code) select match.Groups[1].Value];

    [GeneratedRegex(@"\bILogger<([A-Z]\w+)>")]
    private static partial Regex Logger();

    [GeneratedRegex(@"\.AddLogger<(\w+)>\(\)")]
    private static partial Regex Registration();
}
