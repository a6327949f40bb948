using Edge.Features.SignIn.Links;
using Edge.Hosting.Configuration;
using Edge.Shared.Contracts;
using Edge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.SignIn;

public class SignInLinksTests
{
    [Theory]
    [InlineData("Hosting:PublicUrl", "https://parcels.example", "https://parcels.example/sign-in#token=")]
    [InlineData("Hosting:PublicUrl", "http://parcels.example:8000/", "http://parcels.example:8000/sign-in#token=")]
    [InlineData("Hosting:Urls", "http://localhost:8080;http://127.0.0.1:8081", "http://localhost:8080/sign-in#token=")]
    [InlineData("Hosting:Urls", "http://*:8080", "http://localhost:8080/sign-in#token=")]
    [InlineData("Hosting:Urls", "http://0.0.0.0:8080", "http://localhost:8080/sign-in#token=")]
    [InlineData("Hosting:Urls", "http://[::]:8080", "http://localhost:8080/sign-in#token=")]
    [InlineData("Hosting:Urls", "http://unix:/tmp/edge.sock", "http://localhost/sign-in#token=")]
    public async Task A_link_leads_to_where_browsers_reach_the_service(string key, string value, string start)
    {
        using var folder = new TestFolder();
        await using var app = Program.Compose(EdgeServer.SettingsOf(("Storage:Database", $"sqlite:{folder.File("edge.db")}"), (key, value)));
        await app.Services.MigrateStorage();

        var link = await app.Services.GetRequiredService<SignInLinks>().Issue(Role.Admin);

        Assert.Matches($"^{start}[A-Za-z0-9_-]{{43}}$", link.AbsoluteUri.Replace("*", ""));
    }

    [Theory]
    [InlineData("parcels.example")]
    [InlineData("ftp://parcels.example")]
    [InlineData("https://parcels.example/edge")]
    [InlineData("https://parcels.example/?x=1")]
    [InlineData("https://me:secret@parcels.example")]
    public void A_public_url_that_is_no_origin_stops_the_start(string url)
    {
        var error = Assert.Throws<ConfigurationFaultException>(() => Program.Compose(EdgeServer.SettingsOf(("Hosting:PublicUrl", url))));

        Assert.StartsWith("EDGE_HOSTING__PUBLICURL: ", Assert.Single(error.Faults));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", false)]
    [InlineData("Development", false)]
    public void Production_refuses_cookies_over_plain_http(string profile, bool refused)
    {
        var settings = EdgeServer.SettingsOf(
            ("Hosting:Profile", profile), ("Hosting:MasterKey", new string('k', 32)), ("Hosting:PlainCookies", "true"));

        var error = Record.Exception(() => Program.Compose(settings));

        Assert.Equal(refused, error is ConfigurationFaultException fault && fault.Faults.Single().StartsWith("EDGE_HOSTING__PLAINCOOKIES"));
    }

    [Fact]
    public void An_idle_time_beyond_the_absolute_one_stops_the_start()
    {
        var settings = EdgeServer.SettingsOf(("SignIn:IdleTimeout", "2h"), ("SignIn:AbsoluteTimeout", "1h"));

        var error = Assert.Throws<ConfigurationFaultException>(() => Program.Compose(settings));

        Assert.StartsWith("EDGE_SIGNIN__IDLETIMEOUT: ", Assert.Single(error.Faults));
    }

    [Fact]
    public async Task The_first_link_is_offered_until_an_administrator_has_signed_in()
    {
        await using var server = await EdgeServer.Start();
        var links = server.Services.GetRequiredService<SignInLinks>();
        Assert.NotNull(await links.IssueFirst());
        (await server.SignedIn(Role.Driver)).Dispose();
        Assert.NotNull(await links.IssueFirst());

        (await server.SignedIn(Role.Admin)).Dispose();

        Assert.Null(await links.IssueFirst());
    }

    [Fact]
    public async Task No_first_link_is_offered_once_the_first_administrator_has_handed_over()
    {
        await using var server = await EdgeServer.Start();
        (await server.SignedIn(Role.Admin)).Dispose();
        await server.Services.GetRequiredService<Database>().Write($"update users set role = {"operator"}, version = 2");

        Assert.Null(await server.Services.GetRequiredService<SignInLinks>().IssueFirst());
    }

    [Fact]
    public async Task Links_for_one_role_let_one_user_in()
    {
        await using var server = await EdgeServer.Start();
        (await server.SignedIn(Role.Admin)).Dispose();
        (await server.SignedIn(Role.Admin)).Dispose();
        (await server.SignedIn(Role.Driver)).Dispose();

        var users = await server.Services.GetRequiredService<Database>().Read(db => db.Number($"select count(*) from users"));

        Assert.Equal(2, users);
    }
}
