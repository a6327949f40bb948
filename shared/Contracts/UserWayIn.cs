namespace Edge.Shared.Contracts;

/// <summary>A passkey or a wallet with which a user signs in, as an administrator sees it.</summary>
/// <param name="Way">passkey or wallet.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Chain">Of a wallet.</param>
/// <param name="Address">Of a wallet, with its checksum (EIP-55), or in base58.</param>
/// <param name="UsedAt">When somebody last signed in with it.</param>
public sealed record UserWayIn(
    Guid Id, SignInWay Way, string Name, WalletChain? Chain, string? Address, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>The passkeys and wallets of a user, the newest first.</summary>
public sealed record UserWayInList(IReadOnlyList<UserWayIn> Items);
