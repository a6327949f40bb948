namespace Edge.Features.Tracking.Imports;

/// <summary>The file as a whole cannot be imported; nothing behind <paramref name="line"/> was read. The text is for the sender.</summary>
internal sealed class ImportFileException(int line, string detail) : Exception(detail)
{
    public int Line => line;

    public string Detail => Message;
}
