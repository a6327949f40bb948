using Edge.Shared.Contracts;

namespace Edge.Hosting.Endpoints;

/// <summary>What a route asks of its caller. The wire word is noun:verb, as <c>shipments:read</c>.</summary>
internal enum Permission
{
    ShipmentsRead,
    ShipmentsWrite,
    EventsWrite,
    ImportsWrite,
    ApiKeysManage,
    CacheManage,
}

internal static class Permissions
{
    private static readonly Permission[] OfDriver = [Permission.ShipmentsRead, Permission.EventsWrite];
    private static readonly Permission[] OfOperator = [.. OfDriver, Permission.ShipmentsWrite, Permission.ImportsWrite];
    private static readonly Permission[] OfAdmin = [.. OfOperator, Permission.ApiKeysManage, Permission.CacheManage];

    public static Permission[] Of(Role role) => role switch
    {
        Role.Driver => OfDriver,
        Role.Operator => OfOperator,
        Role.Admin => OfAdmin,
        _ => [],
    };

    public static string Word(this Permission permission) => permission switch
    {
        Permission.ShipmentsRead => "shipments:read",
        Permission.ShipmentsWrite => "shipments:write",
        Permission.EventsWrite => "events:write",
        Permission.ImportsWrite => "imports:write",
        Permission.ApiKeysManage => "api-keys:manage",
        Permission.CacheManage => "cache:manage",
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, null),
    };
}
