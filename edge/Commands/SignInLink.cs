using Edge.Features.SignIn.Links;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Commands;

/// <summary>Prints a fresh sign-in link; the service may be running beside it on the same database.</summary>
internal static class SignInLink
{
    public static async Task<int> Run(Settings settings, Role role, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        ExistingDatabase.Require(app.Services);
        await app.Services.MigrateStorage();
        var link = await app.Services.GetRequiredService<SignInLinks>().Issue(role);
        await output.WriteLineAsync(link.AbsoluteUri);
        return 0;
    }

    /// <summary>Welcomes whoever starts the service for the first time, while no administrator has signed in.</summary>
    public static async Task PrintFirst(WebApplication app, TextWriter output)
    {
        var link = await app.Services.GetRequiredService<SignInLinks>().IssueFirst();
        if (link is not null)
        {
            await output.WriteLineAsync($"""
                No administrator has signed in yet. This link does it once, for {LinkStore.LinkLifetime.TotalMinutes:0} minutes:
                  {link.AbsoluteUri}
                """);
        }
    }
}
