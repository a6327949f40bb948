using Edge.Shared.Contracts;

namespace Edge.Aot.Tests;

public sealed class StartTests
{
    /// <summary>Loading it is a tenth of a start, and four megabytes of an instance that nobody asks for anything secret.</summary>
    [Fact]
    public async Task OpenSSL_is_loaded_when_it_is_first_needed()
    {
        using var sandbox = new Sandbox();
        await using (var first = await EdgeProcess.Start(sandbox))
        {
            // Without an administrator each start makes a link, whose token is random.
            await ApiClient.IssueKey(first, sandbox, Role.Operator);
            Assert.True(HasOpenSsl(first));
            Assert.Equal(0, await first.Stop());
        }

        await using var edge = await EdgeProcess.Start(sandbox);
        using var shell = await edge.Http.GetAsync("/");

        Assert.True(shell.IsSuccessStatusCode);
        Assert.False(HasOpenSsl(edge));
    }

    private static bool HasOpenSsl(EdgeProcess edge) => File.ReadAllText($"/proc/{edge.Id}/maps").Contains("libcrypto", StringComparison.Ordinal);
}
