using Edge.Features.SignIn.Links;
using Edge.Hosting.Configuration;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Commands;

/// <summary>Prints a fresh sign-in link; the service may be running beside it on the same database.</summary>
internal static class SignInLink
{
    /// <param name="user">An id or a name; null for the user who stands for <paramref name="role"/>.</param>
    public static async Task<int> Run(Settings settings, Role role, string? user, TextWriter output)
    {
        await using var app = Program.Compose(settings);
        ExistingDatabase.Require(app.Services);
        await app.Services.MigrateStorage();
        var links = app.Services.GetRequiredService<SignInLinks>();
        var link = user is null ? await links.Issue(role) : await links.Issue(One(await links.UsersCalled(user), user));
        await output.WriteLineAsync(link.AbsoluteUri);
        return 0;
    }

    private static LinkUser One(List<LinkUser> found, string called) => found switch
    {
        [var one] => one,
        [] => throw new CommandFailure(Failures.NoInput, $"Nobody who may sign in is called \"{called}\", or has this id."),
        _ => throw new CommandFailure(
            Failures.NoInput,
            $"Several are called \"{called}\"; give the id of one:\n"
            + string.Join('\n', found.ConvertAll(user => $"  {user.Id}  {WireName.Of(user.Role)} of {user.Organisation}"))),
    };

    /// <summary>Welcomes whoever starts the service for the first time, while no administrator has signed in.</summary>
    public static async Task PrintFirst(WebApplication app, TextWriter output)
    {
        var link = await app.Services.GetRequiredService<SignInLinks>().IssueFirst();
        if (link is not null)
        {
            await output.WriteLineAsync($"""
                No administrator has signed in yet. This link does it once, for {SignInLinkStore.AtHand.TotalMinutes:0} minutes:
                  {link.AbsoluteUri}
                """);
        }
    }
}
