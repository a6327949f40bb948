using Edge.Hosting.Endpoints;

namespace Edge.Pipeline.ApiKeys;

/// <summary>The permissions that a key was given of its role, as it is stored: their words with a blank between.</summary>
internal static class KeyScopes
{
    /// <param name="scopes">Null for all that the role allows.</param>
    public static Permission[] Of(Permission[] ofRole, string? scopes) =>
        scopes is null ? ofRole : Array.FindAll(ofRole, permission => Names(scopes, permission.Word()));

    public static string[]? Words(string? scopes) => scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Names(ReadOnlySpan<char> scopes, ReadOnlySpan<char> word)
    {
        foreach (var range in scopes.Split(' '))
        {
            if (scopes[range].SequenceEqual(word))
                return true;
        }
        return false;
    }
}
