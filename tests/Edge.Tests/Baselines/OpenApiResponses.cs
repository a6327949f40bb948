using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Edge.Hosting.Endpoints;

namespace Edge.Tests.Baselines;

/// <summary>The problems an operation may answer with: those its rules imply, and those its own file names.</summary>
internal sealed partial class OpenApiResponses(RouteFacts route, JsonObject operation)
{
    private const string Schema = "#/components/schemas/ProblemDetails";

    public void Describe(string path)
    {
        var responses = operation["responses"]!.AsObject();
        DescribeSuccess(responses);
        var problems = Problems(path).DistinctBy(word => word.Slug).GroupBy(word => word.Status);
        var all = responses.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone());
        foreach (var status in problems)
            all[status.Key.ToString()] = Answer(string.Join(" ", status.Select(word => $"{word.Title}: [{word.Slug}](/docs/problems#{word.Slug}).")));
        all["default"] = Answer("Another problem, such as too many requests or the service being busy.");
        operation["responses"] = new JsonObject(all.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    private void DescribeSuccess(JsonObject responses)
    {
        // A JSON answer announces 200 by its type; a route that says 201 means it instead.
        if (responses.ContainsKey("201") && !route.Source.Contains("Ok(", StringComparison.Ordinal))
            responses.Remove("200");
        foreach (var (status, response) in responses)
        {
            if (status[0] == '2' && response!["content"] is not null && route.Source.Contains("version", StringComparison.Ordinal))
                response["headers"] = new JsonObject { ["ETag"] = Header("The version, for If-None-Match and If-Match.") };
        }
    }

    private static JsonObject Header(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Answer(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            [Problem.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = Schema } },
        },
    };

    private IEnumerable<ProblemWord> Problems(string path)
    {
        var hasBody = operation.ContainsKey("requestBody");
        var words = WordInSource().Matches(route.Source).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        if (route.Access?.Permission is not null)
            words.UnionWith(["Unauthorized", "Forbidden"]);
        if (route.Access is { NeedsSession: true })
            words.UnionWith(["Unauthorized", "SessionNeeded"]);
        if (hasBody)
            words.UnionWith(["InvalidJson", "Invalid", "UnsupportedMediaType"]);
        else if (operation.ContainsKey("parameters"))
            words.Add("InvalidParameter");
        if (route.IsIdempotent)
            words.Add("IdempotencyKeyReused");
        if (route.Source.Contains("IfMatch", StringComparison.Ordinal))
            words.UnionWith(["VersionMismatch", "VersionMissing"]);
        var known = ProblemWord.All.Where(word => words.Contains(word.Word)).ToList();
        if (path.Contains('{', StringComparison.Ordinal) && known.All(word => word.Status != 404))
            known.AddRange(ProblemWord.All.Where(word => word.Word == "NotFound"));
        return known.OrderBy(word => word.Status);
    }

    [GeneratedRegex(@"\bProblems\.(\w+)\(")]
    private static partial Regex WordInSource();
}
