namespace Edge.Hosting.Configuration;

/// <summary>A value that cannot reach a log or an answer by accident: only <see cref="Reveal"/> gives it.</summary>
internal readonly struct Secret(string value)
{
    public bool IsEmpty => string.IsNullOrEmpty(value);

    public string Reveal() => value ?? "";

    public override string ToString() => "***";
}
