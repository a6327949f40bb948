using System.Text.RegularExpressions;

namespace Edge.Tests.Architecture;

/// <summary>How long things may be before nobody reads them whole.</summary>
public partial class SizeTests
{
    private const int FileLimit = 400;
    private const int FileNeedsReason = 300;
    private const int FunctionLimit = 60;

    // Path and reason of each file between 300 and 400 lines.
    private static readonly Dictionary<string, string> LongForAReason = [];

    [Fact]
    public void No_file_is_longer_than_400_lines_and_one_over_300_has_a_reason() =>
        Assert.Empty(SourceTree.All
            .Where(file => file.Lines > FileLimit || (file.Lines > FileNeedsReason && !LongForAReason.ContainsKey(file.Path)))
            .Select(file => $"{file.Path}: {file.Lines} lines"));

    [Fact]
    public void No_function_is_longer_than_60_lines() =>
        Assert.Empty(SourceTree.CSharp.Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(LongFunctions));

    // The formatter sets a body's braces on lines of their own, under the first letter of what they belong to.
    private static IEnumerable<string> LongFunctions(SourceFile file)
    {
        var lines = file.Code.Split('\n');
        for (var open = 1; open < lines.Length; open++)
        {
            if (lines[open].Trim() is not "{" || IsType().IsMatch(HeadOf(lines, open)))
                continue;
            var close = Array.FindIndex(lines, open, line => line.TrimEnd().TrimEnd(';', ')', ',') == lines[open].TrimEnd().Replace('{', '}'));
            if (close - open - 1 > FunctionLimit)
                yield return $"{file.Path}:{open + 1}: {close - open - 1} lines";
        }
    }

    // The lines above an opening brace, back to the one that is indented as it is.
    private static string HeadOf(string[] lines, int open)
    {
        var indent = lines[open].IndexOf('{', StringComparison.Ordinal);
        var first = open - 1;
        while (first > 0 && (lines[first].Length <= indent || char.IsWhiteSpace(lines[first][indent])))
            first--;
        return string.Join(' ', lines[first..open]);
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+\w+|=\s*new\b|=\s*$")]
    private static partial Regex IsType();
}
