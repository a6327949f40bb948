using Edge.Hosting;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Pipeline.Authentication;

/// <summary>
/// The one-time links with which users come in: the first time, and when they have lost every other way. Their tokens are stored as
/// hashes.
/// </summary>
internal sealed class SignInLinkStore(FactLog facts, KeyedHash hash, HostingOptions hosting, TimeProvider time)
{
    /// <summary>Of a link for who asked for it.</summary>
    public static readonly TimeSpan AtHand = TimeSpan.FromMinutes(15);

    /// <summary>Of a link that goes to somebody else.</summary>
    public static readonly TimeSpan HandedOver = TimeSpan.FromHours(24);

    /// <returns>
    /// <c>{origin}/sign-in#token=...</c>, good for one use. The token stands in the fragment, which browsers send to no server, so no
    /// access log or proxy sees it.
    /// </returns>
    public async ValueTask<IssuedSignInLink> Issue(Session transaction, Guid user, TimeSpan lifetime)
    {
        var token = OpaqueToken.Create();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.Execute($"delete from sign_in_links where expires_at < {now - HandedOver}");
        await transaction.Execute($"""
            insert into sign_in_links (token_hash, user_id, created_at, expires_at) values ({HashOf(token)}, {user}, {now}, {now + lifetime})
            """);
        await facts.Append(transaction, new Fact("SignInLinkIssued", user.ToString()));
        return new IssuedSignInLink(new Uri(hosting.Origin(), $"/sign-in#token={token}").AbsoluteUri, now + lifetime);
    }

    /// <summary>Uses up a link.</summary>
    /// <returns>Whose it was, or null when it is unknown, used or too old.</returns>
    public async ValueTask<Guid?> Use(Session transaction, string token)
    {
        var now = time.GetUtcNow();
        var used = await transaction.First<LinkRow>($"""
            update sign_in_links set used_at = {now} where token_hash = {HashOf(token)} and used_at is null and expires_at > {now}
            returning user_id
            """);
        return used?.User;
    }

    /// <summary>Makes the links that the user has not used yet worthless.</summary>
    public static ValueTask<int> Withdraw(Session transaction, Guid user) =>
        transaction.Execute($"delete from sign_in_links where user_id = {user} and used_at is null");

    private byte[] HashOf(string token) => hash.Of("sign-in-link", token);

    private sealed record LinkRow(Guid User) : IRow<LinkRow>
    {
        public static LinkRow Read(Columns columns) => new(columns.Id(0));
    }
}
