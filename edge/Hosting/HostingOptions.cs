using Edge.Hosting.Configuration;
using Edge.Hosting.Systemd;
using Edge.Hosting.Tls;

namespace Edge.Hosting;

/// <summary>How strict the process is. Production refuses default keys and cookies over plain http.</summary>
internal enum Profile
{
    Development,
    Staging,
    Production,
}

internal sealed record HostingOptions(
    IReadOnlyList<Listener> Listeners,
    Profile Profile,
    Secret MasterKey,
    CertificateFiles? Certificate,
    LimitsOptions Limits,
    SystemdEnvironment Systemd,
    TimeSpan ShutdownDelay,
    TimeSpan ShutdownTimeout,
    Uri? PublicUrl,
    bool PlainCookies,
    TrustedProxies TrustedProxies)
{
    private const string UrlsKey = "Hosting:Urls";
    private const string AdminUrlsKey = "Hosting:AdminUrls";
    private const string MasterKeyKey = "Hosting:MasterKey";
    private const string PublicUrlKey = "Hosting:PublicUrl";
    private const string PlainCookiesKey = "Hosting:PlainCookies";
    private const int MasterKeyMinLength = 32;

    public static HostingOptions Read(Settings settings)
    {
        var urls = settings.Text(UrlsKey, "http://localhost:8080", "Where the service listens; several, separated by semicolons.");
        var adminUrls = settings.Text(
            AdminUrlsKey, "http://localhost:9090", "Where /metrics and detailed health listen; never expose it to the public.");
        var profile = ReadProfile(settings);
        List<Listener> listeners =
            [.. Listener.Parse(settings, UrlsKey, urls, isAdmin: false), .. Listener.Parse(settings, AdminUrlsKey, adminUrls, isAdmin: true)];
        RefuseRepeated(settings, listeners);
        var systemd = SystemdEnvironment.Read(Environment.GetEnvironmentVariables(), Environment.ProcessId);
        foreach (var socket in systemd.Sockets.Where(socket => !socket.IsListening()))
            settings.SystemdFault($"file descriptor {socket.Handle} is no socket that listens; check ListenStream= of the socket unit");
        var speaksTls = listeners.Exists(listener => listener.Protocol == ListenerProtocol.Https)
            || systemd.Sockets.Any(socket => socket.Protocol == ListenerProtocol.Https);
        return new HostingOptions(
            listeners,
            profile,
            ReadMasterKey(settings, profile),
            CertificateFiles.Read(settings, speaksTls),
            LimitsOptions.Read(settings),
            systemd,
            settings.Duration("Hosting:ShutdownDelay", "0s", "0s", "5m", "How long readiness says 503 before the listeners close."),
            settings.Duration("Hosting:ShutdownTimeout", "30s", "1s", "10m", "How long requests in flight may take to finish at shutdown."),
            ReadPublicUrl(settings),
            ReadPlainCookies(settings, profile),
            TrustedProxies.Read(settings));
    }

    public static Profile ReadProfile(Settings settings) => settings.Choice(
        "Hosting:Profile", Profile.Development, "Production refuses default keys and cookies over plain http.");

    /// <summary>The configured addresses to open: all but those whose kind systemd has opened sockets for.</summary>
    public IEnumerable<Listener> OwnListeners =>
        Listeners.Where(listener => !Systemd.Sockets.Any(socket => socket.IsAdmin == listener.IsAdmin));

    /// <summary>The variable that names a listener's address.</summary>
    public static string VariableOf(Listener listener) => Setting.VariableOf(listener.IsAdmin ? AdminUrlsKey : UrlsKey);

    /// <summary>Where a browser reaches the service: the public URL, else the first listener.</summary>
    public Uri Origin()
    {
        if (PublicUrl is not null)
            return PublicUrl;
        var address = Listeners[0].Address;
        var isNamed = !address.IsUnixPipe && address.Host is not ("*" or "+" or "0.0.0.0" or "[::]");
        var scheme = Listeners[0].Protocol == ListenerProtocol.Https ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return new UriBuilder(scheme, isNamed ? address.Host : "localhost", address.IsUnixPipe ? -1 : address.Port).Uri;
    }

    private static void RefuseRepeated(Settings settings, List<Listener> listeners)
    {
        for (var i = 1; i < listeners.Count; i++)
        {
            var listener = listeners[i];
            var hasPort = listener.Address.IsUnixPipe || listener.Address.Port != 0;
            if (hasPort && listeners.FindIndex(other => other.Address.Equals(listener.Address)) < i)
                settings.Fault(listener.IsAdmin ? AdminUrlsKey : UrlsKey, $"{listener} is named twice; the public and the admin addresses must differ");
        }
    }

    private static Uri? ReadPublicUrl(Settings settings)
    {
        var text = settings.Text(
            PublicUrlKey, "", "Where browsers reach the service, if not where it listens: https://HOST[:PORT].");
        if (text.Length == 0)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && IsOrigin(url))
            return url;
        settings.Fault(PublicUrlKey, $"\"{text}\" is not the address of a site; write https://HOST or https://HOST:PORT, no path");
        return null;
    }

    private static bool IsOrigin(Uri url) =>
        url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.UserInfo.Length == 0 && url.Fragment.Length == 0;

    private static bool ReadPlainCookies(Settings settings, Profile profile)
    {
        var plain = settings.Switch(
            PlainCookiesKey, false, "Lets the session cookie travel over plain http to other hosts than localhost; for development.");
        if (plain && profile == Profile.Production)
        {
            settings.Fault(
                PlainCookiesKey, "Production sends cookies over https only; remove it, and serve https or put a proxy that does in front");
        }
        return plain;
    }

    private static Secret ReadMasterKey(Settings settings, Profile profile)
    {
        var key = settings.Secret(
            MasterKeyKey, "Pepper of everything hashed at rest (sessions, keys, links); at least 32 characters, the same on every node.");
        if (profile == Profile.Production && key.IsEmpty)
            settings.Fault(MasterKeyKey, "Production needs a key of its own; set it to the output of: openssl rand -base64 32");
        if (!key.IsEmpty && key.Reveal().Length < MasterKeyMinLength)
            settings.Fault(MasterKeyKey, $"the key is shorter than {MasterKeyMinLength} characters; use: openssl rand -base64 32");
        return key.IsEmpty ? new Secret("edge-development-master-key-not-for-production") : key;
    }
}
