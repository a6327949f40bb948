using Edge.Hosting.Configuration;
using Edge.Pipeline.AccessLog;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.Errors;
using Edge.Pipeline.Idempotency;
using Edge.Pipeline.RequestIds;

namespace Edge.Pipeline;

internal static class PipelineModule
{
    public static WebApplicationBuilder AddPipeline(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton<IdempotentWrites>();
        return builder;
    }

    /// <summary>What every request passes, outermost first.</summary>
    public static void UsePipeline(this WebApplication app)
    {
        app.UseMiddleware<RequestIdMiddleware>();      // first: everything after it logs and answers with the id
        app.UseMiddleware<AccessLogMiddleware>();      // around all that answers: it sees each status, and lines below carry the id
        app.UseMiddleware<ErrorsMiddleware>();         // before all that may throw
        app.UseRouting();                              // from here on the endpoint and its rules are known
        app.UseMiddleware<AuthorizationMiddleware>();  // last: the endpoint runs only for those who may
    }
}
