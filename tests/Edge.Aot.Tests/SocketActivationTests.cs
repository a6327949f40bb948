using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Edge.Aot.Tests;

/// <summary>Real sockets, handed over as sd_listen_fds(3) describes: from descriptor 3 on, named by LISTEN_FDNAMES, for one process id.</summary>
public sealed class SocketActivationTests : IDisposable
{
    private readonly Sandbox sandbox = new();
    private readonly PassedSocket first = new();
    private readonly PassedSocket second = new();

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        sandbox.Dispose();
    }

    [Fact]
    public async Task Serves_the_public_and_the_admin_socket_by_their_names_and_whoever_waited_before_the_start()
    {
        using var early = await first.QueueRequest("/health/live");

        await using var edge = await Start(Pass("admin.socket-is-not-admin:admin", first.Handle, second.Handle), first.Url, second.Url);

        Assert.StartsWith("HTTP/1.1 200 ", await Answer(early), StringComparison.Ordinal);
        using var admin = new HttpClient { BaseAddress = second.Url };
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await edge.Http.GetAsync("/metrics")).StatusCode);
        Assert.Equal(0, await edge.Stop());
    }

    [Fact]
    public async Task The_admin_address_stays_the_configured_one_when_only_the_public_socket_is_passed()
    {
        var adminUrl = new Uri($"http://127.0.0.1:{EdgeProcess.FreePorts(1)[0]}");

        await using var edge = await Start(Pass("http", first.Handle), first.Url, adminUrl, ("EDGE_HOSTING__ADMINURLS", adminUrl.AbsoluteUri));

        using var admin = new HttpClient { BaseAddress = adminUrl };
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task Sockets_for_another_process_are_left_alone()
    {
        var url = new Uri($"http://127.0.0.1:{EdgeProcess.FreePorts(1)[0]}");

        await using var edge = await Start(Pass("http", first.Handle).Replace("$$", "1", StringComparison.Ordinal), url, url, ("EDGE_HOSTING__URLS", url.AbsoluteUri));

        Assert.Equal(HttpStatusCode.OK, (await edge.Http.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("3</dev/null")]
    [InlineData("3<&-")]
    public async Task A_descriptor_that_is_no_listening_socket_is_a_fault_of_the_configuration(string descriptor)
    {
        var command = Shell($"export LISTEN_PID=$$ LISTEN_FDS=1; exec {descriptor}; exec \"$0\" serve", []);

        var (exitCode, _, error) = await EdgeBinary.Run(command);

        Assert.Equal(
            (78, "LISTEN_FDS: file descriptor 3 is no socket that listens; check ListenStream= of the socket unit\n"), (exitCode, error));
        Assert.False(File.Exists(sandbox.Database));
    }

    // $$ stays the process id when exec replaces the shell by the service.
    private static string Pass(string names, params int[] handles)
    {
        var moves = string.Join(' ', handles.Select((handle, i) => $"{3 + i}<&{handle}"));
        return $"export LISTEN_PID=$$ LISTEN_FDS={handles.Length} LISTEN_FDNAMES={names}; exec {moves}; exec \"$0\" serve";
    }

    private Task<EdgeProcess> Start(string script, Uri url, Uri adminUrl, params (string, string)[] settings) =>
        EdgeProcess.Start(Shell(script, settings), url, adminUrl);

    private ProcessStartInfo Shell(string script, (string, string)[] settings) => sandbox.Prepare(
        "/bin/bash", [("EDGE_HOSTING__URLS", "http://127.0.0.1:0"), ("EDGE_HOSTING__ADMINURLS", "http://127.0.0.1:0"), .. settings], "-c", script, EdgeBinary.Path);

    private static async Task<string> Answer(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await reader.ReadToEndAsync(patience.Token);
    }
}
