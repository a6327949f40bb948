using System.IO.Pipelines;
using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Hosting;
using Edge.Hosting.Configuration;
using Edge.Pipeline.RateLimiting;
using Edge.Pipeline.RenderedAnswers;
using Edge.Pipeline.SecurityHeaders;
using Edge.Tests.Caching.TwoLevel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Edge.Tests.Caching.Rendered;

/// <summary>The way of a hit below the server and the access log.</summary>
public class HitPathTests
{
    private const string Path = "/things/1";

    [Theory]
    [InlineData("gzip, deflate, br")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task A_warm_hit_allocates_nothing(string coding)
    {
        await using var scene = await CacheScene.Start();
        var json = SampleViews.Json(new Random(1));
        scene.Source = _ => Task.FromResult(RenderedAnswer.Render(json, "1.e.b", CachePolicy.Shared, ["thing:1"], TimeSpan.FromDays(1)));
        scene.Family.Route = new Endpoint(null, new EndpointMetadataCollection(SecretPath.Instance), "thing");
        await scene.Cache.Get(scene.Family, Path, default);
        scene.Cache.Observed = null;
        var middleware = new RenderedAnswersMiddleware(
            _ => throw new InvalidOperationException("not a hit"), new CachedAnswers(scene.Cache, Sharing()),
            new SecurityHeaderValues(HostingOptions.Read(EdgeServer.SettingsOf())),
            new Limits(RateLimitingOptions.Read(EdgeServer.SettingsOf()), TimeProvider.System));
        var http = Request(coding, out var body);
        for (var i = 0; i < 100; i++)
            await middleware.InvokeAsync(http);

        // The runtime may allocate once for itself, such as a table of the statics of what it compiles anew; hits would each time.
        var allocated = Math.Min(Allocated(middleware, http), Allocated(middleware, http));

        Assert.Equal(0, allocated);
        Assert.Equal(http.Response.ContentLength * 2100, body.Written);
    }

    private static long Allocated(RenderedAnswersMiddleware middleware, HttpContext http)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _ = middleware.InvokeAsync(http);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static SharedCaching Sharing() => new(
        new SharedLifetimes(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
        [new TagHeader("xkey", ' ')],
        new CacheTags(new KeyedHash(new Secret("of this test"))));

    private static DefaultHttpContext Request(string coding, out NullBody body)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = Path;
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = Path;
        http.Request.Headers.AcceptEncoding = coding;
        body = new NullBody();
        http.Features.Set<IHttpResponseFeature>(new HttpResponseFeature { Headers = new KestrelsHeaders() });
        http.Features.Set<IHttpResponseBodyFeature>(body);
        return http;
    }

    // The server keeps this one as a number; the framework's dictionary makes a string of it.
    private sealed class KestrelsHeaders : HeaderDictionary, IHeaderDictionary
    {
        long? IHeaderDictionary.ContentLength { get; set; }
    }

    private sealed class NullBody : PipeWriter, IHttpResponseBodyFeature
    {
        private readonly byte[] buffer = new byte[65536];

        public long Written { get; private set; }

        public Stream Stream => Stream.Null;

        public PipeWriter Writer => this;

        public override void Advance(int bytes) => Written += bytes;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override Memory<byte> GetMemory(int sizeHint = 0) => buffer;

        public override Span<byte> GetSpan(int sizeHint = 0) => buffer;

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
