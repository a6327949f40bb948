namespace Edge.Shared.Signing;

/// <summary>A field, a component or a key that the RFCs do not allow. The message names the rule and never a secret.</summary>
public sealed class SignatureFormatException(string message) : FormatException(message);
