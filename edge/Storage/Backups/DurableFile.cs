using System.Runtime.InteropServices;

namespace Edge.Storage.Backups;

/// <summary>File operations that outlive a power cut: the bytes are on disk before a name points at them, and so is the name.</summary>
internal static partial class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ReadDirectory = 0x10000; // O_RDONLY | O_DIRECTORY

    /// <summary>An empty file that only its owner can read: a database holds addresses.</summary>
    public static void CreatePrivate(string path) =>
        File.Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();

    public static void Sync(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Gives a finished file its name. An existing file is replaced in one step, or refused.</summary>
    /// <exception cref="IOException">The name is taken, or the folder refuses.</exception>
    public static void Publish(string temporary, string path, bool replace)
    {
        File.Move(temporary, path, replace);
        SyncFolderOf(path);
    }

    /// <summary>A second name for the same file (link(2)).</summary>
    /// <exception cref="IOException">The name is taken, or the file system has no links.</exception>
    public static void Link(string path, string second)
    {
        if (LinkNative(path, second) != 0)
            throw new IOException($"{second} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static void SyncFolderOf(string path)
    {
        var folder = OpenNative(Path.GetDirectoryName(Path.GetFullPath(path))!, ReadDirectory);
        if (folder < 0)
            throw new IOException($"The folder of {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        var synced = SyncNative(folder);
        _ = CloseNative(folder);
        if (synced != 0)
            throw new IOException($"The folder of {path} cannot be synced");
    }

    [LibraryImport("libc.so.6", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int LinkNative(string path, string second);

    [LibraryImport("libc.so.6", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenNative(string path, int flags);

    [LibraryImport("libc.so.6", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncNative(int handle);

    [LibraryImport("libc.so.6", EntryPoint = "close")]
    private static partial int CloseNative(int handle);
}
