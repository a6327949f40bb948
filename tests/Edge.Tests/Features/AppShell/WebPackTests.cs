using Edge.Features.AppShell;

namespace Edge.Tests.Features.AppShell;

public class WebPackTests
{
    [Fact]
    public void The_same_files_give_the_same_bytes_and_an_unchanged_folder_is_not_packed_again()
    {
        using var folder = new TestFolder();
        FixturePack.Run(FixturePack.Folder, folder.File("one.pack"));
        FixturePack.Run(FixturePack.Folder, folder.File("two.pack"));

        Assert.Equal(File.ReadAllBytes(folder.File("one.pack")), File.ReadAllBytes(folder.File("two.pack")));
        Assert.Contains("up to date", FixturePack.Run(FixturePack.Folder, folder.File("one.pack")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_is_packed_anew()
    {
        using var folder = new TestFolder();
        var web = Directory.CreateDirectory(folder.File("web")).FullName;
        File.WriteAllText(Path.Combine(web, "index.html"), "old");
        FixturePack.Run(web, folder.File("web.pack"));
        File.WriteAllText(Path.Combine(web, "index.html"), "new");
        FixturePack.Run(web, folder.File("web.pack"));

        var shell = new WebPack(File.ReadAllBytes(folder.File("web.pack"))).Find("/index.html")!;
        Assert.Equal("new"u8.ToArray(), shell.Content.ToArray());
    }

    [Fact]
    public void An_empty_file_is_an_asset_too()
    {
        using var folder = new TestFolder();
        var web = Directory.CreateDirectory(folder.File("web")).FullName;
        File.WriteAllText(Path.Combine(web, "index.html"), "page");
        File.WriteAllText(Path.Combine(web, "empty.txt"), "");
        FixturePack.Run(web, folder.File("web.pack"));

        Assert.Equal(0, new WebPack(File.ReadAllBytes(folder.File("web.pack"))).Find("/empty.txt")!.Content.Length);
    }

    [Theory]
    [InlineData(8_192)]
    [InlineData(8_193)]
    public void A_large_file_is_carried_compressed_alone_and_has_its_plain_form(int length)
    {
        using var folder = new TestFolder();
        var web = Directory.CreateDirectory(folder.File("web")).FullName;
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i / 7 % 23)));
        File.WriteAllText(Path.Combine(web, "index.html"), text);
        FixturePack.Run(web, folder.File("web.pack"));

        var shell = new WebPack(File.ReadAllBytes(folder.File("web.pack"))).Find("/index.html")!;
        Assert.Equal(length, shell.Content.Length);
        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(shell.Content.Span));
        Assert.Equal(length == 8_192, new FileInfo(folder.File("web.pack")).Length > length);
    }

    [Theory]
    [InlineData("what?.js", "x", "file names may hold")]
    [InlineData("thing.exe", "x", "no media type")]
    [InlineData("docs.txt", null, "index.html is missing")]
    public void The_script_refuses_what_the_service_could_not_serve(string name, string? index, string reason)
    {
        using var folder = new TestFolder();
        var web = Directory.CreateDirectory(folder.File("web")).FullName;
        if (index is not null)
            File.WriteAllText(Path.Combine(web, "index.html"), index);
        File.WriteAllText(Path.Combine(web, name), "x");

        var error = Assert.Throws<InvalidOperationException>(() => FixturePack.Run(web, folder.File("web.pack")));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("edgepack")]
    [InlineData("something that is not a pack but long enough to have a header")]
    public void Other_bytes_are_not_taken_for_a_pack(string text) =>
        Assert.Throws<InvalidDataException>(() => new WebPack(System.Text.Encoding.ASCII.GetBytes(text)));
}
