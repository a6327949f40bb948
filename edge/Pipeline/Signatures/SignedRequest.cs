using Edge.Hosting.Endpoints;
using Edge.Pipeline.ApiKeys;

namespace Edge.Pipeline.Signatures;

/// <summary>A request whose signatures are right; whether its body is what they cover, and whether it was sent before, is not known yet.</summary>
internal sealed record SignedRequest(KnownApiKey Key, IReadOnlyList<SignedNonce> Nonces, bool CoversContent);

/// <param name="Until">From then on the signature is refused for its age, on the slowest clock too.</param>
internal sealed record SignedNonce(string Value, DateTimeOffset Until);

/// <summary>What became of a request's signatures: none that is ours, a refusal, or a caller.</summary>
internal readonly record struct Recognition(SignedRequest? Request, Problem? Refusal);
