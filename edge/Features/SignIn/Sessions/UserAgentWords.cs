namespace Edge.Features.SignIn.Sessions;

/// <summary>
/// What people call the browser and the system that a User-Agent header speaks of. Browsers name those they descend from too, so the
/// order is from the descendant to the ancestor. It is what the browser says of itself: good for recognising, proof of nothing.
/// </summary>
internal sealed record UserAgentWords(string? Browser, string? System)
{
    private static readonly (string Mark, string Word)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Word)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Both in one, as people would say it; null when nothing is known.</summary>
    public string? Together => (Browser, System) switch
    {
        (null, _) => System,
        (_, null) => Browser,
        _ => $"{Browser} on {System}",
    };

    public static UserAgentWords Of(string? userAgent) => new(Find(Browsers, userAgent), Find(Systems, userAgent));

    private static string? Find((string Mark, string Word)[] known, string? userAgent)
    {
        foreach (var (mark, word) in known)
        {
            if (userAgent?.Contains(mark, StringComparison.Ordinal) == true)
                return word;
        }
        return null;
    }
}
