using Edge.Hosting.Configuration;

namespace Edge.Pipeline.Authentication;

/// <param name="IdleTimeout">A session not used for so long ends.</param>
/// <param name="SessionsPerUser">Whoever signs in once more loses the session that was not used for the longest time.</param>
/// <param name="AbsoluteTimeout">Every session ends then, however much it is used.</param>
internal sealed record SignInOptions(TimeSpan IdleTimeout, TimeSpan AbsoluteTimeout, int SessionsPerUser)
{
    private const string IdleKey = "SignIn:IdleTimeout";

    public static SignInOptions Read(Settings settings)
    {
        var options = new SignInOptions(
            settings.Duration(IdleKey, "7d", "5m", "365d", "A session not used for so long ends."),
            settings.Duration("SignIn:AbsoluteTimeout", "30d", "5m", "365d", "Every session ends then, however much it is used."),
            settings.Number(
                "SignIn:SessionsPerUser", 50, 1, 200, "Sessions of one user; one more ends the one that was not used for the longest time."));
        if (options.IdleTimeout > options.AbsoluteTimeout)
            settings.Fault(IdleKey, "it is longer than EDGE_SIGNIN__ABSOLUTETIMEOUT; make it shorter, or that one longer");
        return options;
    }
}
