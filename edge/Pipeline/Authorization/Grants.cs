using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;

namespace Edge.Pipeline.Authorization;

/// <summary>
/// Nobody lets others do what they may not do themselves, whether as a user or with a key. A role that manages users and keys may do all
/// that its organisation's users can; this is about keys, which may have been given a part of it: it would get the rest back as a user of
/// its own making, and what bounds it by a key of its own making, by the secret of another one, or by changing itself.
/// </summary>
internal static class Grants
{
    /// <exception cref="ProblemException">The caller lacks something that the role brings.</exception>
    public static void Check(Caller caller, Role role) => Check(caller, Permissions.Of(role, caller.Organisation));

    /// <summary>Of a key that the caller issues, changes or gets a secret of.</summary>
    /// <exception cref="ProblemException">The key may do more than the caller, or from elsewhere, longer or more often.</exception>
    public static void Check(Caller caller, Permission[] permissions, KeyBounds given)
    {
        Check(caller, permissions);
        if (caller.Bounds is { } own && Looser(own, given) is { } field)
            throw new ProblemException(Problems.BeyondOwnBounds(field));
    }

    private static void Check(Caller caller, Permission[] permissions)
    {
        foreach (var permission in permissions)
        {
            if (!caller.May(permission))
                throw new ProblemException(Problems.Forbidden(permission));
        }
    }

    /// <returns>The first field in which the second is not within the first.</returns>
    private static string? Looser(KeyBounds own, KeyBounds given)
    {
        if (own.ExpiresAt is { } end && (given.ExpiresAt is not { } asked || asked > end))
            return "expires_at";
        if (!AddressRanges.Cover(own.Addresses, given.Addresses))
            return "addresses";
        if (own.RequestsPerMinute > 0)
        {
            if (given.RequestsPerMinute == 0 || given.RequestsPerMinute > own.RequestsPerMinute)
                return "requests_per_minute";
            if (given.Burst > own.Burst)
                return "burst";
        }
        if (own.MonthlyQuota is { } quota && (given.MonthlyQuota is not { } much || much > quota))
            return "monthly_quota";
        return own.MustSign && !given.MustSign ? "signing" : null;
    }
}
