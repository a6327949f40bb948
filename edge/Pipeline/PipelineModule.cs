using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Pipeline.AccessLog;
using Edge.Pipeline.ApiKeys;
using Edge.Pipeline.Authentication;
using Edge.Pipeline.Authorization;
using Edge.Pipeline.ClientAddress;
using Edge.Pipeline.Csrf;
using Edge.Pipeline.Errors;
using Edge.Pipeline.Idempotency;
using Edge.Pipeline.LoadShedding;
using Edge.Pipeline.RateLimiting;
using Edge.Pipeline.ReadYourWrites;
using Edge.Pipeline.RenderedAnswers;
using Edge.Pipeline.RequestIds;
using Edge.Pipeline.SecurityHeaders;
using Edge.Pipeline.Signatures;
using Edge.Storage.Housekeeping;
using Edge.Storage.Postgres;

namespace Edge.Pipeline;

internal static class PipelineModule
{
    public static WebApplicationBuilder AddPipeline(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services
            .AddSingleton<IdempotentWrites>()
            .AddLogger<AccessLogMiddleware>()
            .AddLogger<ErrorsMiddleware>()
            .AddSingleton<SecurityHeaderValues>()
            .AddSingleton<CallerPositions>()
            .AddSingleton<PositionToken>()
            .AddChore<IdempotentWrites>("idempotency keys", (writes, cancellation) => writes.Prune(cancellation))
            .AddAuthentication(settings)
            .AddKeyAdmission()
            .AddSignatures(settings)
            .AddSingleton(LoadSheddingOptions.Read(settings))
            .AddSingleton<PoolQueue>()
            .AddLogger<PoolQueue>()
            .AddRateLimiting(settings);
        return builder;
    }

    /// <summary>What every request passes, outermost first.</summary>
    public static void UsePipeline(this WebApplication app)
    {
        app.UseMiddleware<ClientAddressMiddleware>();    // first: everything after it sees the client, not the proxy
        app.UseMiddleware<RequestIdMiddleware>();        // from here on everything logs and answers with the id
        app.UseMiddleware<AccessLogMiddleware>();        // around all that answers: it sees each status
        app.UseMiddleware<ErrorsMiddleware>();           // before all that may throw
        app.UseMiddleware<RenderedAnswersMiddleware>();  // before all that a cached answer to anyone has no need of
        app.UseRouting();                                // from here on the endpoint and its rules are known
        app.UseMiddleware<SecurityHeadersMiddleware>();  // after routing: a route may state a policy; before all that answers
        if (app.Services.GetRequiredService<LoadSheddingOptions>().IsOn)
            app.UseMiddleware<LoadSheddingMiddleware>(); // before all that costs much
        app.UseMiddleware<AuthenticationMiddleware>();   // before all that depends on who is asking
        app.UseMiddleware<RateLimitingMiddleware>();     // after Authentication: a caller has an allowance of its own, anywhere
        app.UseMiddleware<CsrfMiddleware>();             // after Authentication: only a caller by cookie owes the proof
        app.UseMiddleware<AuthorizationMiddleware>();    // the endpoint runs only for those who may
        app.UseMiddleware<SignedContentMiddleware>();    // after Authorization: only what will run has its body read and its nonce kept
        if (app.Services.GetService<ReplicaMonitor>() is not null)
            app.UseMiddleware<ReadYourWritesMiddleware>(); // last: what came before was read from the primary, such as who may
    }
}
