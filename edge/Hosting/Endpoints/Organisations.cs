namespace Edge.Hosting.Endpoints;

/// <summary>Numbers of organisations that mean something to the service itself.</summary>
internal static class Organisations
{
    /// <summary>Of who has not signed in. No row is of this organisation.</summary>
    public const long None = 0;

    /// <summary>The one that runs the installation. Its administrators alone manage what all organisations share.</summary>
    public const long Home = 1;
}
