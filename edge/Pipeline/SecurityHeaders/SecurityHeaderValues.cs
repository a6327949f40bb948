using Edge.Hosting;
using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.SecurityHeaders;

/// <summary>What every answer tells browsers never to do with it. The values are made once.</summary>
internal sealed class SecurityHeaderValues(HostingOptions hosting)
{
    private readonly bool isPublicHttps = hosting.PublicUrl?.Scheme == Uri.UriSchemeHttps;

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoIndex = "noindex";

    // A camera to scan numbers with, a place for an event; nothing else is asked for.
    private static readonly StringValues Permissions =
        "camera=(self), geolocation=(self), accelerometer=(), autoplay=(), browsing-topics=(), display-capture=(), "
        + "encrypted-media=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "serial=(), usb=(), xr-spatial-tracking=()";

    // RFC 6797, a year; neighbouring names under the host are not ours to bind.
    private static readonly StringValues HttpsOnly = "max-age=31536000";

    public void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        var route = http.GetEndpoint()?.Metadata;
        var policy = route?.GetMetadata<ContentSecurityPolicy>() ?? ContentSecurityPolicy.Default;
        var isSecretPath = route?.GetMetadata<SecretPath>() is not null;
        headers.ContentSecurityPolicy = policy.Value;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = isSecretPath ? NoReferrer : SameOrigin;
        if (isSecretPath)
            headers["X-Robots-Tag"] = NoIndex;
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        if (http.Request.IsHttps || isPublicHttps)
            headers.StrictTransportSecurity = HttpsOnly;
    }
}
