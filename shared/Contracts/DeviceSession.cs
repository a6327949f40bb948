using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>With what a session was opened.</summary>
[JsonConverter(typeof(WireEnum<SignInWay>))]
public enum SignInWay
{
    Link,
    Passkey,
    Wallet,
}

/// <summary>A browser in which the caller is signed in.</summary>
/// <param name="Id">Names the session where it is ended; it does not open anything.</param>
/// <param name="Browser">As the browser calls itself, as in "Firefox"; absent when it does not say, or none of those known.</param>
/// <param name="System">What it runs on, as in "Android"; absent when it does not say.</param>
/// <param name="Via">Absent for a session that an earlier release has opened.</param>
/// <param name="LastSeenAt">To the minute.</param>
/// <param name="ExpiresAt">When it ends unless it is used before, or at all.</param>
/// <param name="IsCurrent">Whether it is the session of this request.</param>
public sealed record DeviceSession(
    string Id, string? Browser, string? System, SignInWay? Via, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt,
    bool IsCurrent);

public sealed record DeviceSessionList(IReadOnlyList<DeviceSession> Items);
