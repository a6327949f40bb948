using System.Globalization;
using Edge.Features.SignIn.Sessions;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>The passkeys of users. What changes them gives the browser that asks a new session id.</summary>
internal sealed class PasskeyStore(Database database, FactLog facts, SessionStore sessions, TimeProvider time)
{
    /// <summary>Of one user.</summary>
    public const int Most = 50;

    public ValueTask<List<ListedPasskeyRow>> List(Guid user, CancellationToken cancellation) =>
        database.Read(session => session.List<ListedPasskeyRow>(Of(user, $"")), cancellation);

    /// <exception cref="ProblemException">The user has too many, or someone has this one.</exception>
    public Task<Passkey> Add(Guid user, string name, NewPasskey made, NewSession renewed, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return database.Transaction(
            async session =>
            {
                await sessions.Rotate(session, renewed);
                if (await session.Number($"select count(*) from passkeys where user_id = {user}") >= Most)
                    throw new ProblemException(Problems.PasskeysFull());
                var added = await session.Execute($"""
                    insert into passkeys (
                        id, user_id, credential_id, algorithm, public_key, sign_count, name, transports, backup_eligible, backed_up, created_at)
                    values (
                        {id}, {user}, {made.CredentialId}, {WireName.Of(made.Key.Algorithm)}, {made.Key.Bytes}, {made.SignCount}, {name},
                        {made.Transports}, {made.IsBackupEligible}, {made.IsBackedUp}, {now})
                    on conflict (credential_id) do nothing
                    """);
                if (added == 0)
                    throw new ProblemException(Problems.PasskeyExists());
                await facts.Append(session, Told("PasskeyAdded", user, id));
                return (await session.First<ListedPasskeyRow>(Of(user, $"and id = {id}")))!.Passkey;
            },
            cancellation);
    }

    /// <returns>Null when the user has no such passkey.</returns>
    public Task<Passkey?> Rename(Guid user, Guid id, string name, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            await session.Execute($"update passkeys set name = {name} where id = {id} and user_id = {user}");
            return (await session.First<ListedPasskeyRow>(Of(user, $"and id = {id}")))?.Passkey;
        },
        cancellation);

    /// <exception cref="ProblemException">The user has no such passkey.</exception>
    public Task<bool> Remove(Guid user, Guid id, NewSession renewed, CancellationToken cancellation) => database.Transaction(
        async session =>
        {
            if (await session.Execute($"delete from passkeys where id = {id} and user_id = {user}") == 0)
                throw new ProblemException(Problems.PasskeyNotFound());
            await sessions.Rotate(session, renewed);
            await facts.Append(session, Told("PasskeyRemoved", user, id));
            return true;
        },
        cancellation);

    /// <returns>Null when there is no such passkey, or its user is shut out.</returns>
    public ValueTask<PasskeyRow?> Find(byte[] credentialId, CancellationToken cancellation) =>
        database.First<PasskeyRow>(Find(credentialId), cancellation);

    /// <summary>Opens a session for a passkey that has proved to be there.</summary>
    /// <returns>Null when its counter has gone back, or the passkey or its user has gone meanwhile.</returns>
    public Task<Caller?> SignIn(byte[] credentialId, AuthenticatorData proof, NewSession opened, CancellationToken cancellation) =>
        database.Transaction(
            async session =>
            {
                // Nobody shuts the user out while the session opens.
                if (await session.First<PasskeyRow>($"{Find(credentialId)} {session.RowLock}") is not { } known)
                    return null;
                // Two that come at once with the same count: the second one finds it grown. A device that does not count says 0 always.
                var counted = await session.Execute($"""
                    update passkeys set sign_count = {proof.SignCount}, backed_up = {proof.IsBackedUp}, used_at = {time.GetUtcNow()}
                    where id = {known.Id} and (sign_count < {proof.SignCount} or (sign_count = 0 and {proof.SignCount} = 0))
                    """);
                if (counted == 1)
                    return await sessions.Open(session, known.User, opened, SignInWay.Passkey);
                await facts.Append(session, CounterWentBack(known, proof.SignCount));
                return null;
            },
            cancellation);

    private static SqlText Find(byte[] credentialId) => $"""
        select p.id, p.algorithm, p.public_key, p.sign_count, p.backup_eligible, u.id, u.name, u.role, u.organisation
        from passkeys p join users u on u.id = p.user_id where p.credential_id = {credentialId} and u.disabled_at is null
        """;

    private static SqlText Of(Guid user, SqlText which) => $"""
        select id, name, backup_eligible, backed_up, transports, created_at, used_at, credential_id from passkeys
        where user_id = {user} {which} order by id
        """;

    private static Fact Told(string kind, Guid user, Guid passkey) => new(kind, user.ToString(), $$"""{"passkey":"{{passkey}}"}""");

    // Somebody may have made a copy of the passkey's device, and used it since.
    private static Fact CounterWentBack(PasskeyRow known, long said) => new(
        "PasskeyCounterWentBack",
        known.User.Id.ToString(),
        string.Create(CultureInfo.InvariantCulture, $$"""{"passkey":"{{known.Id}}","kept":{{known.SignCount}},"said":{{said}}}"""));
}
