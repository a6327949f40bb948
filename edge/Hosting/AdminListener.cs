using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Edge.Hosting;

/// <summary>Marks the connections of the admin listener, so that the request's own words (Host header, port) cannot claim to be one.</summary>
internal sealed class AdminListener
{
    private static readonly AdminListener Instance = new();

    private AdminListener()
    {
    }

    public static void Mark(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(Instance);
        return next(connection);
    });

    public static bool Accepted(HttpContext http) => http.Features.Get<AdminListener>() is not null;
}
