using System.Globalization;
using Edge.Hosting.Endpoints;
using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.RateLimiting;

/// <summary>A limit at work: whom it counts together, and its buckets.</summary>
internal sealed class Limit
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly TokenBuckets buckets;
    private readonly Func<HttpContext, Partition> partitionOf;
    private readonly string name;

    private Limit(string name, int perMinute, TokenBuckets buckets, Func<HttpContext, Partition> partitionOf)
    {
        this.name = name;
        this.buckets = buckets;
        this.partitionOf = partitionOf;
        Policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={perMinute};w={Window.TotalSeconds}");
    }

    /// <summary>The value of RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10, section 3).</summary>
    public StringValues Policy { get; }

    /// <returns>Null where the limit is switched off.</returns>
    public static Limit? Of(string name, int perMinute, Func<HttpContext, Partition> partitionOf, TimeProvider time) =>
        perMinute == 0 ? null : new Limit(name, perMinute, new TokenBuckets(perMinute, Window, time), partitionOf);

    public static Partition ByAddress(HttpContext http) => Partition.Of(http.Connection.RemoteIpAddress);

    public static Partition ByCaller(HttpContext http)
    {
        var caller = http.Caller();
        return caller.Kind == CallerKind.Anonymous ? ByAddress(http) : new Partition(0, caller.Allowance);
    }

    public static Partition ByAddressAndToken(HttpContext http) => Partition.Of(http.Connection.RemoteIpAddress, Token(http));

    public static Partition BySite(HttpContext http) => Partition.OfSite(http.Connection.RemoteIpAddress);

    public static Partition ByToken(HttpContext http) => new(0, Token(http));

    public Partition PartitionOf(HttpContext http) => partitionOf(http);

    public BucketLease Take(Partition partition) => (BucketLease)buckets.AttemptAcquire(partition);

    public void Return(Partition partition) => buckets.Return(partition);

    /// <summary>Tells the client how it stands: RateLimit, section 4 of the draft.</summary>
    public void Describe(BucketLease lease, HttpResponse response)
    {
        // Beside what a key's own limit has said (section 3: a list).
        response.Headers.Append("RateLimit-Policy", Policy);
        response.Headers.Append("RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={lease.Remaining};t={lease.SecondsToNext}"));
    }

    public Problem Refuse(BucketLease lease, HttpResponse response)
    {
        Describe(lease, response);
        return Problems.TooManyRequests(Math.Max(1, lease.SecondsToNext));
    }

    private static string? Token(HttpContext http) => http.Request.RouteValues["token"] as string;
}
