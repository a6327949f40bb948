using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Edge.Tests.Pipeline.Errors;

/// <summary>Endpoints that read each kind of input, as the real ones do.</summary>
internal static class Probes
{
    public static void Map(WebApplication app)
    {
        var probe = app.MapGroup("/api/probe").AllowAnyone();
        probe.MapGet("/item/{id}", (Guid id) => Results.Text(id.ToString()));
        probe.MapGet("/query", (int? limit, DateTimeOffset? updatedSince, bool? archived, Guid? after) => Results.Text("read"));
        probe.MapGet("/needed", (int limit) => Results.Text("read"));
        probe.MapPost("/event", (AppendEventRequest request) => Results.Text("read"));
        probe.MapPost("/small", (AppendEventRequest request) => Results.Text("read")).TakesUpTo(1024);
        probe.MapPost("/large", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Text("read");
        }).TakesUpTo(4 * 1024 * 1024);
        probe.MapGet("/fault", IResult () => throw new InvalidDataException("the inner secret"));
        probe.MapGet("/bare/{status:int}", (int status) => Results.StatusCode(status));
    }
}
