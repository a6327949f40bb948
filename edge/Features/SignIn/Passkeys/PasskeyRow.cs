using Edge.Features.SignIn.Sessions;
using Edge.Shared.Contracts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>A passkey that a browser has just shown, and that nobody has yet.</summary>
/// <param name="Transports">With commas between them.</param>
internal sealed record NewPasskey(
    byte[] CredentialId, CosePublicKey Key, long SignCount, string Transports, bool IsBackupEligible, bool IsBackedUp);

/// <summary>A passkey that signs in, and whom.</summary>
internal sealed record PasskeyRow(Guid Id, CosePublicKey Key, long SignCount, bool IsBackupEligible, UserRow User) : IRow<PasskeyRow>
{
    public static PasskeyRow Read(Columns columns) => new(
        columns.Id(0),
        new CosePublicKey(WireName.Parse<SignatureAlgorithm>(columns.Text(1)), columns.Bytes(2)),
        columns.Long(3),
        columns.Bool(4),
        new UserRow(columns.Id(5), columns.Text(6), WireName.Parse<Role>(columns.Text(7)), columns.Long(8)));
}

/// <summary>A passkey as its owner sees it.</summary>
internal sealed record ListedPasskeyRow(Passkey Passkey, byte[] CredentialId) : IRow<ListedPasskeyRow>
{
    public static ListedPasskeyRow Read(Columns columns) => new(
        new Passkey(
            columns.Id(0),
            columns.Text(1),
            columns.Bool(2),
            columns.Bool(3),
            TransportWords.Of(columns.Text(4)),
            columns.Time(5),
            columns.TimeOrNull(6)),
        columns.Bytes(7));
}
