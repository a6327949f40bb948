using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;

namespace Edge.Features.ApiKeys;

/// <summary>What a key may be.</summary>
internal static class ApiKeyRules
{
    private const int MaxPerMinute = 10_000_000;
    private const long MaxQuota = 1_000_000_000_000;

    /// <param name="ofRole">What the key's role allows.</param>
    /// <param name="errors">Gets what is wrong, by field.</param>
    /// <returns>What is stored; of no use when there are errors.</returns>
    public static ApiKeySettings Check(ChangeApiKeyRequest request, Permission[] ofRole, DateTimeOffset now, Dictionary<string, string[]> errors)
    {
        Names.Check(errors, "name", request.Name);
        if (request.ExpiresAt <= now)
            errors["expires_at"] = ["A time in the future."];
        if (request.RequestsPerMinute is < 1 or > MaxPerMinute)
            errors["requests_per_minute"] = [$"1 to {MaxPerMinute}."];
        if (request.Burst is < 1 or > MaxPerMinute)
            errors["burst"] = [$"1 to {MaxPerMinute}."];
        else if (request.Burst is not null && request.RequestsPerMinute is null)
            errors["burst"] = ["It needs requests_per_minute."];
        if (request.MonthlyQuota is < 1 or > MaxQuota)
            errors["monthly_quota"] = [$"1 to {MaxQuota}."];
        return new ApiKeySettings(
            request.Name.Trim(), Stored(request.ExpiresAt), Scopes(request.Scopes, ofRole, errors), Addresses(request.Addresses, errors),
            request.RequestsPerMinute, request.Burst, request.MonthlyQuota);
    }

    public static void Throw(Dictionary<string, string[]> errors)
    {
        if (errors.Count > 0)
            throw new ProblemException(Problems.Invalid(errors));
    }

    /// <summary>A time of a request as the database keeps it.</summary>
    public static DateTimeOffset? Stored(DateTimeOffset? time) =>
        time is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known.ToUnixTimeMilliseconds()) : null;

    private static string? Scopes(IReadOnlyList<string>? words, Permission[] ofRole, Dictionary<string, string[]> errors)
    {
        if (words is null)
            return null;
        var known = Array.ConvertAll(ofRole, permission => permission.Word());
        var chosen = Array.FindAll(known, word => words.Contains(word));
        var isRight = words.Count > 0 && words.Count <= known.Length && chosen.Length == words.Count;
        if (!isRight)
            errors["scopes"] = [$"One or more of what the role allows, each once: {string.Join(", ", known)}."];
        return string.Join(' ', chosen);
    }

    private static byte[]? Addresses(IReadOnlyList<string>? texts, Dictionary<string, string[]> errors)
    {
        if (texts is null)
            return null;
        if (texts.Count is 0 or > AddressRanges.Max)
        {
            errors["addresses"] = [$"1 to {AddressRanges.Max} networks; leave them out for everywhere."];
            return null;
        }
        var packed = new List<byte[]>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (AddressRanges.Pack(texts[i]) is { } range)
                packed.Add(range);
            else
                errors[$"addresses[{i}]"] = ["An address or a network, as 192.0.2.0/24 or 2001:db8::/32, without bits behind its prefix; not all addresses."];
        }
        byte[] all = [];
        foreach (var range in packed)
            all = [.. all, .. range];
        return all;
    }
}
