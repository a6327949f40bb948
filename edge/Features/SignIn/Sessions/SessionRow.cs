using System.Buffers;
using Edge.Pipeline.Authentication;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Sessions;

internal sealed record SessionRow(
    byte[] IdHash, string? UserAgent, SignInWay? Via, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset IdleExpiresAt,
    DateTimeOffset ExpiresAt) : IRow<SessionRow>
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static SessionRow Read(Columns columns) => new(
        columns.Bytes(0),
        columns.TextOrNull(1),
        columns.TextOrNull(2) is { } via ? WireName.Parse<SignInWay>(via) : null,
        columns.Time(3),
        columns.Time(4),
        columns.Time(5),
        columns.Time(6));

    /// <returns>Null when the text is no handle.</returns>
    public static byte[]? ReadHandle(string text) =>
        text.Length == 2 * RevocationStore.HandleBytes && !text.AsSpan().ContainsAnyExcept(Digits) ? Convert.FromHexString(text) : null;

    public DeviceSession ToContract(byte[] current)
    {
        var device = UserAgentWords.Of(UserAgent);
        return new DeviceSession(
            RevocationStore.HandleOf(IdHash), device.Browser, device.System, Via, CreatedAt, LastSeenAt,
            IdleExpiresAt < ExpiresAt ? IdleExpiresAt : ExpiresAt, IdHash.AsSpan().SequenceEqual(current));
    }
}
