using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Edge.Tests.Baselines;

/// <summary>The comments of the code as the compiler writes them beside an assembly, as plain text.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> members = [];

    public XmlDocs(params Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
                members[member.Attribute("name")!.Value] = member;
        }
    }

    public string? SummaryOf(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    public string? SummaryOf(MethodInfo method) => Text(FindMethod(method)?.Element("summary"));

    /// <summary>What a record says of one of its parameters, or a method of its own.</summary>
    public string? ParameterOf(Type type, string name) => Text(Parameter(Find($"T:{type.FullName}"), name));

    public string? ParameterOf(MethodInfo method, string name) => Text(Parameter(FindMethod(method), name));

    private static XElement? Parameter(XElement? member, string name) =>
        member?.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == name);

    private XElement? Find(string name) => members.GetValueOrDefault(name);

    // Handlers are not overloaded: the name without the list of types is enough.
    private XElement? FindMethod(MethodInfo method)
    {
        var name = $"M:{method.DeclaringType!.FullName}.{method.Name}";
        return members.FirstOrDefault(pair => pair.Key == name || pair.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var words = string.Concat(element.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { IsEmpty: true } reference => Reference(reference),
            _ => "",
        }));
        return Blanks().Replace(words, " ").Trim() is { Length: > 0 } text ? text : null;
    }

    // <paramref name="UtcOffset"/> is utc_offset on the wire; <see cref="T:Edge.Shared.Contracts.IssuedApiKey"/> is IssuedApiKey.
    private static string Reference(XElement reference) =>
        reference.Attribute("name") is { } name
            ? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Value)
            : reference.Attribute("cref")?.Value.Split('(')[0].Split('.', ':')[^1] ?? "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
