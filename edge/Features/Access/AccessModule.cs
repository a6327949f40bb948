using Edge.Features.Access.Organisations;
using Edge.Features.Access.Users;
using Edge.Hosting.Endpoints;
using Edge.Pipeline.RateLimiting;
using Edge.Shared.Contracts;

namespace Edge.Features.Access;

/// <summary>Who belongs to whom, and may do what.</summary>
internal static class AccessModule
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<UserStore>()
        .AddSingleton<WayInStore>()
        .AddSingleton<OrganisationStore>();

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/api/v1/users").RequirePermission(Permission.UsersManage).LimitedByMethod();
        users.MapMethods("", Read, ListUsers.Handle).WithName(nameof(ListUsers));
        users.MapPost("", AddUser.Handle).WithName(nameof(AddUser)).Produces<AddedUser>(StatusCodes.Status201Created);
        users.MapPut("/{id:guid}", UpdateUser.Handle).WithName(nameof(UpdateUser))
            .Accepts<UpdateUserRequest>("application/json").Produces<User>();
        users.MapPost("/{id:guid}/sign-in-link", IssueSignInLink.Handle).WithName(nameof(IssueSignInLink));
        users.MapPost("/{id:guid}/disable", DisableUser.Handle).WithName(nameof(DisableUser)).Produces<User>();
        users.MapPost("/{id:guid}/enable", EnableUser.Handle).WithName(nameof(EnableUser)).Produces<User>();
        users.MapDelete("/{id:guid}/sessions", EndUserSessions.Handle).WithName(nameof(EndUserSessions));
        users.MapMethods("/{id:guid}/ways-in", Read, ListWaysIn.Handle).WithName(nameof(ListWaysIn));
        users.MapDelete("/{id:guid}/ways-in/{way:guid}", RemoveWayIn.Handle).WithName(nameof(RemoveWayIn));

        app.MapGroup("/api/v1/roles").RequirePermission(Permission.UsersManage).LimitedByMethod()
            .MapMethods("", Read, ListRoles.Handle).WithName(nameof(ListRoles));

        var organisations = app.MapGroup("/api/v1/organisations").RequirePermission(Permission.OrganisationsManage).LimitedByMethod();
        organisations.MapMethods("", Read, ListOrganisations.Handle).WithName(nameof(ListOrganisations));
        organisations.MapPost("", AddOrganisation.Handle).WithName(nameof(AddOrganisation))
            .Produces<AddedOrganisation>(StatusCodes.Status201Created);
        organisations.MapPut("/{id:guid}", RenameOrganisation.Handle).WithName(nameof(RenameOrganisation));
        organisations.MapPost("/{id:guid}/sign-in-link", IssueAdministratorLink.Handle).WithName(nameof(IssueAdministratorLink));
    }
}
