using Edge.Pipeline.ApiKeys;
using Edge.Shared.Contracts;

namespace Edge.Features.ApiKeys;

/// <summary>What of a key can be changed, as it is stored.</summary>
/// <param name="Scopes">Words with a blank between; null for all that the role allows.</param>
/// <param name="Addresses">Packed by <see cref="AddressRanges"/>; null for everywhere.</param>
internal sealed record ApiKeySettings(
    string Name, DateTimeOffset? ExpiresAt, string? Scopes, byte[]? Addresses, int? RequestsPerMinute, int? Burst, long? MonthlyQuota)
{
    public ChangeApiKeyRequest ToContract() => new(
        Name, ExpiresAt, KeyScopes.Words(Scopes), AddressRanges.Unpack(Addresses), RequestsPerMinute, Burst, MonthlyQuota);
}
