using Edge.Hosting.Endpoints;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>How its owner tells a passkey from others.</summary>
internal static class PasskeyName
{
    private const int MaxLength = 100;

    /// <exception cref="ProblemException">It is empty, too long, or has control characters.</exception>
    public static string Checked(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= MaxLength && !Array.Exists(trimmed.ToCharArray(), char.IsControl)
            ? trimmed
            : throw new ProblemException(Problems.Invalid(new Dictionary<string, string[]>
            {
                ["name"] = [$"1 to {MaxLength} characters, without control characters."],
            }));
    }
}
