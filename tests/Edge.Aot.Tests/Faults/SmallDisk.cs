using System.Diagnostics;

namespace Edge.Aot.Tests.Faults;

/// <summary>A file system of its own, small enough to be filled. Only root may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("edge-disk-");

    private SmallDisk()
    {
    }

    /// <summary>Null where one can be had.</summary>
    public static string? Missing { get; } = CanMount() ? null : "Needs root that may mount a small file system";

    private string Ballast => Path.Combine(root.FullName, "ballast");

    public string Folder(string name) => Path.Combine(root.FullName, name);

    public static async Task<SmallDisk> Mount(int megabytes)
    {
        var disk = new SmallDisk();
        await ServerProcess.Run("", "mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "edge-tests", disk.root.FullName);
        return disk;
    }

    /// <summary>Takes what is left, to the last block.</summary>
    public async Task Fill()
    {
        await using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 4096])
        {
            var block = new byte[size];
            try
            {
                while (true)
                    await file.WriteAsync(block);
            }
            catch (IOException)
            {
                // Full.
            }
        }
    }

    public Task Free()
    {
        File.Delete(Ballast);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await ServerProcess.Run("", "umount", "--lazy", root.FullName);
        root.Delete();
    }

    private static bool CanMount()
    {
        if (!ServerProcess.IsRoot)
            return false;
        using var probe = Process.Start("unshare", ["--mount", "true"]);
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }
}

/// <summary>A test that fills a disk; skipped, with the reason, where it may not mount one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Missing;
}
