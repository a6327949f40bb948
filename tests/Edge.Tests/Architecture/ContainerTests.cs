using System.Text.RegularExpressions;
using Edge.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Edge.Tests.Architecture;

/// <summary>A start closes no generic type of ours, and few of the framework: <see cref="ClosedGenerics"/>.</summary>
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

    [Fact]
    public async Task Nobody_states_what_options_that_are_registered_so_would_pass_over()
    {
        IServiceCollection? services = null;
        await using var app = Program.Compose(EdgeServer.SettingsOf(), builder => services = builder.Services);
        var closed = services!
            .Select(service => service.ServiceType)
            .Where(type => IsOf(type, typeof(IOptions<>)) || IsOf(type, typeof(IOptionsMonitor<>)))
            .Where(type => !type.IsGenericTypeDefinition)
            .Select(type => type.GenericTypeArguments[0])
            .ToHashSet();
        Assert.NotEmpty(closed);
        Type[] passedOver = [typeof(IPostConfigureOptions<>), typeof(IValidateOptions<>), typeof(IOptionsChangeTokenSource<>)];
        Assert.DoesNotContain(
            services!.Select(service => service.ServiceType),
            type => Array.Exists(passedOver, kind => IsOf(type, kind))
                && (type.IsGenericTypeDefinition || closed.Contains(type.GenericTypeArguments[0])));
    }

    /// <summary>Observability takes it out, and whoever states such rules after that must know.</summary>
    [Fact]
    public async Task No_start_reads_rules_of_validation()
    {
        IServiceCollection? services = null;
        await using var app = Program.Compose(EdgeServer.SettingsOf(), builder => services = builder.Services);
        Assert.DoesNotContain(services!, service => service.ServiceType == typeof(IStartupValidator));
        Assert.DoesNotContain(services!, service => IsOf(service.ServiceType, typeof(IValidateOptions<>)));
    }

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static HashSet<string> Named(Regex way) =>
        [.. from file in SourceTree.Service from Match match in way.Matches(file.Code) select match.Groups[1].Value];

    [GeneratedRegex(@"\bILogger<([A-Z]\w+)>")]
    private static partial Regex Logger();

    [GeneratedRegex(@"\.AddLogger<(\w+)>\(\)")]
    private static partial Regex Registration();
}
