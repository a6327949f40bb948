namespace Edge.Aot.Tests;

public sealed class SingleFileTests
{
    [Fact]
    public async Task Needs_only_the_c_library()
    {
        using var sandbox = new Sandbox();
        var (exitCode, output, _) = await EdgeBinary.Run(sandbox.Prepare("ldd", [], EdgeBinary.Path));

        var libraries = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Path.GetFileName(line.Trim().Split(' ')[0]));
        Assert.Equal(0, exitCode);
        Assert.All(libraries, name => Assert.Matches(@"^(linux-vdso|ld-linux-x86-64|libc|libm)\.so\.\d$", name));
    }

    [Fact]
    public void Has_nothing_but_its_symbols_beside_it() => Assert.Subset(
        new HashSet<string?> { "edge", "edge.dbg" },
        new HashSet<string?>(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(EdgeBinary.Path)!).Select(Path.GetFileName)));

    [Fact]
    public async Task Serves_from_an_empty_folder_and_writes_only_to_its_data_folder()
    {
        using var sandbox = new Sandbox();
        await using (var edge = await EdgeProcess.Start(sandbox))
        {
            var api = new ApiClient(edge.Http, await ApiClient.IssueKey(edge, sandbox, Shared.Contracts.Role.Operator));
            await api.CreateShipment(new("1Z999AA10123456784"));
            Assert.All(FilesOpenForWriting(edge.Id), path => Assert.StartsWith(Path.GetDirectoryName(sandbox.Database)!, path, StringComparison.Ordinal));
            Assert.Equal(0, await edge.Stop());
        }

        Assert.True(File.Exists(sandbox.Database));
        Assert.Empty(sandbox.Strays());
    }

    private static IEnumerable<string> FilesOpenForWriting(int process)
    {
        foreach (var handle in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd"))
        {
            var flags = File.ReadLines(handle.Replace("/fd/", "/fdinfo/", StringComparison.Ordinal)).First(line => line.StartsWith("flags:", StringComparison.Ordinal));
            var isWritable = Convert.ToInt32(flags["flags:".Length..].Trim(), 8) % 4 != 0; // O_ACCMODE
            var target = new FileInfo(handle).LinkTarget;
            if (isWritable && target is not null && target.StartsWith('/') && !target.StartsWith("/dev/", StringComparison.Ordinal))
                yield return target;
        }
    }
}
