using Edge.Hosting.Configuration;

namespace Edge.Pipeline.Authentication;

/// <param name="IdleTimeout">A session not used for so long ends.</param>
/// <param name="AbsoluteTimeout">Every session ends then, however much it is used.</param>
internal sealed record SignInOptions(TimeSpan IdleTimeout, TimeSpan AbsoluteTimeout)
{
    private const string IdleKey = "SignIn:IdleTimeout";

    public static SignInOptions Read(Settings settings)
    {
        var options = new SignInOptions(
            settings.Duration(IdleKey, "7d", "5m", "365d", "A session not used for so long ends."),
            settings.Duration("SignIn:AbsoluteTimeout", "30d", "5m", "365d", "Every session ends then, however much it is used."));
        if (options.IdleTimeout > options.AbsoluteTimeout)
            settings.Fault(IdleKey, "it is longer than EDGE_SIGNIN__ABSOLUTETIMEOUT; make it shorter, or that one longer");
        return options;
    }
}
