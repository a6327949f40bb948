using Microsoft.AspNetCore.Routing.Matching;

namespace Edge.Features.AppShell;

/// <summary>
/// Says which unknown paths are pages of the web app: those without an extension, outside the roots that belong to the service and
/// those of other conventions that begin with a dot (<c>/.well-known/</c>, RFC 8615; <c>/.git/</c>, which only intruders ask for). Being
/// a literal policy too, it keeps the catch-all route out of those roots altogether, so that a wrong method there stays a 405 and an
/// unknown path a 404.
/// </summary>
internal sealed class PagePath : IRouteConstraint, IParameterLiteralNodeMatchingPolicy
{
    public const string Name = "page";

    private static readonly string[] OtherRoots = ["api", "assets", "docs", "health", "metrics", "openapi"];

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        var path = httpContext is null ? default : httpContext.Request.Path.Value.AsSpan();
        var isFile = path[(path.LastIndexOf('/') + 1)..].Contains('.');
        return !isFile && values[routeKey] is string first && MatchesLiteral(routeKey, first);
    }

    public bool MatchesLiteral(string parameterName, string literal) =>
        !literal.StartsWith('.') && !Array.Exists(OtherRoots, root => string.Equals(root, literal, StringComparison.OrdinalIgnoreCase));
}
