using Edge.Hosting.Configuration;
using Edge.Storage.Housekeeping;

namespace Edge.Pipeline.Signatures;

internal static class SignaturesModule
{
    public static IServiceCollection AddSignatures(this IServiceCollection services, Settings settings) => services
        .AddSingleton(SignatureOptions.Read(settings))
        .AddSingleton<SigningKeySeal>()
        .AddSingleton<SigningKeyStore>()
        .AddSingleton<SignaturePolicy>()
        .AddSingleton<RequestSignatures>()
        .AddSingleton<NonceStore>()
        .AddChore<NonceStore>("signature nonces", (nonces, cancellation) => nonces.Prune(cancellation));
}
