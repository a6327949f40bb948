using Edge.Hosting.Configuration;

namespace Edge.Features.AppShell;

/// <param name="PreviousReleases">The hashed files of so many releases before this one are served too, for pages that are still open.</param>
internal sealed record AppShellOptions(int PreviousReleases)
{
    /// <summary>As many as the executable can carry (scripts/releases.mjs).</summary>
    private const int Carried = 3;

    public static AppShellOptions Read(Settings settings) => new(
        settings.Number(
            "AppShell:PreviousReleases", Carried, 0, Carried,
            "Files of so many releases before this one are served too, for pages that were opened then and are still open."));
}
