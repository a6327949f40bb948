using System.Reflection;
using Edge.Hosting.Endpoints;

namespace Edge.Tests.Baselines;

/// <summary>One word of <see cref="Problems"/>. <paramref name="Detail"/> is null where it depends on the case.</summary>
internal sealed record ProblemWord(string Word, string Slug, int Status, string Title, string? Detail, string? Summary)
{
    public static IReadOnlyList<ProblemWord> All { get; } = Read();

    private static IReadOnlyList<ProblemWord> Read()
    {
        var docs = new XmlDocs(typeof(Problems).Assembly);
        return [.. typeof(Problems)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Problem))
            .Select(method => Read(method, docs))
            .OrderBy(word => word.Status).ThenBy(word => word.Slug, StringComparer.Ordinal).ThenBy(word => word.Word, StringComparer.Ordinal)];
    }

    private static ProblemWord Read(MethodInfo method, XmlDocs docs)
    {
        var parameters = method.GetParameters();
        var problem = (Problem)method.Invoke(null, [.. parameters.Select(Example)])!;
        return new ProblemWord(
            method.Name, problem.Slug, problem.Status, problem.Title, parameters.Length == 0 ? problem.Detail : null, docs.SummaryOf(method));
    }

    private static object? Example(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(string) ? ""
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : parameter.ParameterType.IsAssignableFrom(typeof(Dictionary<string, string[]>)) ? new Dictionary<string, string[]>()
        : null;
}
