namespace Edge.Aot.Tests.Access;

/// <summary>A route and what it answers each kind of caller.</summary>
/// <param name="Methods">As <c>GET,HEAD</c>.</param>
/// <param name="Rule">A permission, "anyone", "session" for whoever has signed in, or "listener" for a route of the admin listener.</param>
/// <param name="Done">The answer to a caller who may, asked for something that is the caller's.</param>
internal sealed record AccessLine(string Methods, string Path, string Rule, int Done, IReadOnlyDictionary<string, string> Cells)
{
    public bool NamesSomething => Path.Contains("{id", StringComparison.Ordinal);

    public override string ToString() => $"{Methods} {Path}";
}

/// <summary>access.txt: who may what, and each route's answers, as they were reviewed.</summary>
internal static class AccessTable
{
    /// <summary>Marks a cell that does not follow from its route's rule.</summary>
    public const char Exception = '!';

    private const char Comment = '#';
    private const string RoleMark = "role ";

    /// <summary>In the order of the columns.</summary>
    public static readonly string[] Callers =
        ["anonymous", "viewer", "driver", "operator", "admin", "other", "revoked", "expired", "unscoped", "elsewhere", "replayed"];

    private static readonly string[] Text = File.ReadAllLines(Path.Combine(EdgeBinary.Repository, "tests/Edge.Aot.Tests/Access/access.txt"));

    /// <summary>The permissions of each role in the home organisation, and under "other" of an administrator elsewhere.</summary>
    public static IReadOnlyDictionary<string, string[]> Roles { get; } = Text
        .Where(line => line.StartsWith(RoleMark, StringComparison.Ordinal))
        .Select(line => Words(line[RoleMark.Length..]))
        .ToDictionary(words => words[0], words => words[1..]);

    public static IReadOnlyList<AccessLine> Lines { get; } =
    [
        .. Text.Where(line => line.Length > 0 && line[0] != Comment && !line.StartsWith(RoleMark, StringComparison.Ordinal)).Select(Read),
    ];

    /// <summary>What a route's rule alone lets one expect.</summary>
    public static int Expected(AccessLine line, string caller) => caller switch
    {
        // A wrong credential is refused everywhere, also where none is needed.
        "expired" => 401,
        "elsewhere" => 403,
        _ when line.Rule == "listener" => 404,
        "replayed" => line.Rule == "session" ? 403 : 401,
        _ when line.Rule == "anyone" => line.Done,
        // A session that has ended makes the caller anonymous.
        "anonymous" or "revoked" => 401,
        "unscoped" => 403,
        _ when line.Rule == "session" => line.Done,
        _ when !Roles[caller].Contains(line.Rule) => 403,
        "other" when line.NamesSomething => 404,
        _ => line.Done,
    };

    private static AccessLine Read(string line)
    {
        var words = Words(line);
        Assert.True(words.Length == 4 + Callers.Length, $"access.txt: {line}");
        var cells = Callers.Zip(words[4..]).ToDictionary(pair => pair.First, pair => pair.Second);
        return new AccessLine(words[0], words[1], words[2], int.Parse(words[3]), cells);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
