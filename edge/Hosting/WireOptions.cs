using System.Text.Json;
using Edge.Shared.Contracts;

namespace Edge.Hosting;

/// <summary>
/// Makes request bodies be read as <see cref="WireJson"/> says. A resolver in the chain brings its types only: names, unknown members
/// and missing ones follow the options that it is called with.
/// </summary>
internal static class WireOptions
{
    public static void Apply(JsonSerializerOptions options)
    {
        var wire = WireJson.Default.Options;
        options.TypeInfoResolverChain.Insert(0, WireJson.Default);
        options.PropertyNamingPolicy = wire.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = wire.PropertyNameCaseInsensitive;
        options.DefaultIgnoreCondition = wire.DefaultIgnoreCondition;
        options.NumberHandling = wire.NumberHandling;
        options.UnmappedMemberHandling = wire.UnmappedMemberHandling;
        options.RespectNullableAnnotations = wire.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = wire.RespectRequiredConstructorParameters;
        options.MaxDepth = wire.MaxDepth;
        foreach (var converter in wire.Converters)
            options.Converters.Add(converter);
    }
}
