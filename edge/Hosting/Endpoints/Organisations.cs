namespace Edge.Hosting.Endpoints;

/// <summary>Numbers of organisations that mean something to the service itself.</summary>
internal static class Organisations
{
    /// <summary>Of who has not signed in. No row is of this organisation.</summary>
    public const long None = 0;

    /// <summary>The one that runs the installation. Its administrators alone manage what all organisations share.</summary>
    public const long Home = 1;

    /// <summary>
    /// The name under which something of a caller is kept, such as the answers to its idempotency keys, so that one who moves to another
    /// organisation does not find there what was done in this one. Of the home organisation it is the caller's, as it was before there were others.
    /// </summary>
    public static string NameIn(long organisation, string caller) => organisation <= Home ? caller : $"{organisation}/{caller}";
}
