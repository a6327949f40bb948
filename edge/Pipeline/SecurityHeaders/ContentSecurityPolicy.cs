using Microsoft.Extensions.Primitives;

namespace Edge.Pipeline.SecurityHeaders;

/// <summary>
/// What a page of ours may load and do (CSP level 3). Nothing comes from a foreign host, and nothing is written inline. WebAssembly reads
/// barcodes (docs/adr/0018); the word for it allows no evaluation of scripts.
/// </summary>
internal static class ContentSecurityPolicy
{
    public static readonly StringValues Value =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; worker-src 'self'; "
        + "manifest-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}
