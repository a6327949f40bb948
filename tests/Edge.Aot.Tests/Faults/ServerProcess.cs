using System.Diagnostics;
using System.Globalization;

namespace Edge.Aot.Tests.Faults;

/// <summary>A server that may be killed, held up and started again. It ends with this process at the latest, however that ends.</summary>
/// <param name="folder">Where it runs; no other process does.</param>
internal sealed class ServerProcess(string folder, string user, IReadOnlyList<string> command) : IAsyncDisposable
{
    // The shell waits for the end of its input, which comes when this process ends or is killed. QUIT has PostgreSQL
    // end its children; what a shell starts behind itself ignores it otherwise.
    private const string Script = """
        cd "$1"; end="$2"; shift 2
        "$@" >>server.log 2>&1 &
        echo $!
        cat >/dev/null
        kill "-$end" $! 2>/dev/null && kill -CONT $! 2>/dev/null
        wait $!
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private Process? shell;
    private string pid = "";

    public static bool IsRoot => Environment.UserName == "root";

    public async Task Start()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in (string[])["-c", Script, "server", folder, user == "postgres" ? "QUIT" : "KILL", .. As(user), .. command])
            start.ArgumentList.Add(word);
        shell = Process.Start(start)!;
        pid = (await shell.StandardOutput.ReadLineAsync())!;
    }

    /// <summary>SIGKILL, and the end of all it had started.</summary>
    public async Task Kill()
    {
        await Signal("KILL");
        await Ended();
        // The children of a killed server notice by and by, and a new one does not start before.
        await Until(() => Task.FromResult(!IsInUse()));
    }

    public Task Signal(string name) => Run("", "kill", $"-{name}", pid);

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
            await Ended();
    }

    /// <summary>Runs a tool to its end and gives what it printed.</summary>
    public static async Task<string> Run(string user, params string[] command)
    {
        string[] words = [.. As(user), .. command];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.WorkingDirectory = "/tmp";
        using var tool = Process.Start(start)!;
        var errors = tool.StandardError.ReadToEndAsync();
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        return tool.ExitCode == 0 ? output.TrimEnd() : throw new InvalidOperationException($"{string.Join(' ', words)}: {await errors}");
    }

    /// <summary>Asks again until it is so; a tool that fails is an answer of no.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (InvalidOperationException) when (!patience.IsCancellationRequested)
            {
                // Not yet.
            }
            await Task.Delay(20, patience.Token);
        }
    }

    private static string[] As(string user) => user.Length == 0 || !IsRoot ? [] : ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups"];

    private async Task Ended()
    {
        shell!.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
        shell = null;
    }

    private bool IsInUse() => Directory.EnumerateDirectories("/proc").Any(process =>
        int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _) && WorksHere(process));

    private bool WorksHere(string process)
    {
        try
        {
            return new FileInfo($"{process}/cwd").LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
