using Edge.Hosting;
using Edge.Hosting.Endpoints;
using Edge.Storage;

namespace Edge.Pipeline.ReadYourWrites;

/// <summary>
/// Lets requests that only read be served by replicas that have replayed all that their caller has written, on whichever node. Who the
/// caller is was read from the primary before: what was revoked is refused at once.
/// </summary>
internal sealed class ReadYourWritesMiddleware(RequestDelegate next, CallerPositions positions, PositionToken token)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is null || AdminListener.Accepted(http))
            return next(http);
        var method = http.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Read(http) : Write(http);
    }

    private async Task Read(HttpContext http)
    {
        // Anonymous callers write nothing that is read with a position; they must not choose where they read either.
        var caller = http.Caller();
        var position = caller.Kind == CallerKind.Anonymous ? 0 : Math.Max(positions.Of(caller.Id), token.Read(http.Request));
        new ReadPosition(mayLag: true, position).Enter();
        await next(http);
    }

    private async Task Write(HttpContext http)
    {
        var position = new ReadPosition(mayLag: false, 0);
        http.Response.OnStarting(() => Tell(http, position));
        position.Enter();
        await next(http);
    }

    // Before the answer: who has it may read at once.
    private Task Tell(HttpContext http, ReadPosition position)
    {
        if (position.HasWritten)
        {
            positions.Raise(http.Caller().Id, position.Position);
            token.Send(http, position.Position);
        }
        return Task.CompletedTask;
    }
}
