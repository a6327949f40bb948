using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Edge.Tests.Features.Tracking.Carriers;

/// <summary>The numbers of tests/fixtures that the web app's tests read too.</summary>
internal static class CarrierFixture
{
    public sealed record FormatNumbers(string Format, bool Checked, IReadOnlyList<string> Valid, IReadOnlyList<string> Invalid);

    public static IReadOnlyList<FormatNumbers> Formats { get; } = ReadFormats();

    public static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), name)));

    private static List<FormatNumbers> ReadFormats()
    {
        using var document = Read("carrier-numbers.json");
        return [.. document.RootElement.GetProperty("formats").EnumerateArray().Select(format => new FormatNumbers(
            format.GetProperty("format").GetString()!,
            format.GetProperty("checked").GetBoolean(),
            [.. format.GetProperty("valid").EnumerateArray().Select(number => number.GetString()!)],
            [.. format.GetProperty("invalid").EnumerateArray().Select(number => number.GetString()!)]))];
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "fixtures")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "fixtures");
    }
}
