using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Imports;

/// <summary>One shipment of an import file: the request it stands for, or why it cannot be read.</summary>
/// <param name="Line">Counts from 1; for a CSV record over several lines, its first.</param>
/// <param name="LastLine">The line the record ends on.</param>
/// <param name="Text">The raw record, from which the identity of a chunk is made.</param>
internal sealed record ImportLine(int Line, int LastLine, string Text, CreateShipmentRequest? Request, ItemProblem? Problem)
{
    /// <summary>The longest line in characters: bounds the memory that an unclosed quote or a missing line end can take.</summary>
    public const int MaxLength = 65_536;

    public static ImportLine Read(int line, int lastLine, string text, CreateShipmentRequest request) =>
        new(line, lastLine, text, request, null);

    public static ImportLine Unreadable(int line, int lastLine, string text, string detail, string? field = null) =>
        new(line, lastLine, text, null, new ItemProblem("line-unreadable", detail, field));
}
