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
    UsersManage,
    OrganisationsManage,
    CacheManage,
}

internal static class Permissions
{
    private static readonly Permission[] OfViewer = [Permission.ShipmentsRead];
    private static readonly Permission[] OfDriver = [.. OfViewer, Permission.EventsWrite];
    private static readonly Permission[] OfOperator = [.. OfDriver, Permission.ShipmentsWrite, Permission.ImportsWrite];
    private static readonly Permission[] OfAdmin = [.. OfOperator, Permission.ApiKeysManage, Permission.UsersManage];
    private static readonly Permission[] OfHomeAdmin = [.. OfAdmin, Permission.OrganisationsManage, Permission.CacheManage];

    /// <summary>What a role allows. What concerns all organisations is for the administrators of the home organisation alone.</summary>
    public static Permission[] Of(Role role, long organisation) => role switch
    {
        Role.Viewer => OfViewer,
        Role.Driver => OfDriver,
        Role.Operator => OfOperator,
        Role.Admin => organisation == Organisations.Home ? OfHomeAdmin : OfAdmin,
        _ => [],
    };

    public static string Word(this Permission permission) => permission switch
    {
        Permission.ShipmentsRead => "shipments:read",
        Permission.ShipmentsWrite => "shipments:write",
        Permission.EventsWrite => "events:write",
        Permission.ImportsWrite => "imports:write",
        Permission.ApiKeysManage => "api-keys:manage",
        Permission.UsersManage => "users:manage",
        Permission.OrganisationsManage => "organisations:manage",
        Permission.CacheManage => "cache:manage",
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, null),
    };
}
