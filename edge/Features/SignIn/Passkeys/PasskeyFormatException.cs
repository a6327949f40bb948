namespace Edge.Features.SignIn.Passkeys;

/// <summary>A passkey has said something that cannot be read, or that is not what was asked for. The message is for tests and people who look for the cause.</summary>
internal sealed class PasskeyFormatException(string message) : Exception(message);
