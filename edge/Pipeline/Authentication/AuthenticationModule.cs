using Edge.Hosting;
using Edge.Hosting.Configuration;

namespace Edge.Pipeline.Authentication;

internal static class AuthenticationModule
{
    public static IServiceCollection AddAuthentication(this IServiceCollection services, Settings settings) => services
        .AddSingleton(SignInOptions.Read(settings))
        .AddSingleton<SessionCookie>()
        .AddSingleton<CallerStore>()
        .AddLogger<CallerStore>()
        .AddSingleton<CallerNow>()
        .AddSingleton<RevocationStore>()
        .AddSingleton<SignInLinkStore>();
}
