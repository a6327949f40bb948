using System.Net;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking.PublicView;

/// <summary>Recipients know no organisations: a number and a postcode find the parcel, whoever sends it.</summary>
public class FollowAcrossOrganisationsTests
{
    [Fact]
    public async Task The_postcode_says_which_organisations_parcel_is_meant()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var (one, other) = (await Create(home, "20095"), await Create(home.Elsewhere(), "97209"));

        Assert.Equal(one.Token, await Follow(server, "20095"));
        Assert.Equal(other.Token, await Follow(server, "97209"));
        Assert.Null(await Follow(server, "10115"));
        Assert.Null(await Follow(server, null));
    }

    [Fact]
    public async Task One_that_asks_for_no_postcode_does_not_stand_in_for_the_one_that_it_opens()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var (meant, stranger) = (await Create(home, "20095"), await Create(home.Elsewhere(), null));

        Assert.Equal(meant.Token, await Follow(server, "20095"));
        Assert.Equal(stranger.Token, await Follow(server, null));
    }

    [Fact]
    public async Task Other_organisations_namesakes_do_not_crowd_a_parcel_out()
    {
        // Each of their keys takes a sign-in here.
        await using var server = await EdgeServer.Start(("RateLimiting:SignIn", "0"));
        var meant = await Create(new TrackingClient(server), "20095");
        for (var organisation = 2; organisation < 32; organisation++)
            await Create(new TrackingClient(server, Role.Operator, organisation), "97209");

        Assert.Equal(meant.Token, await Follow(server, "20095"));
    }

    [Fact]
    public async Task Whoever_holds_the_token_may_look_whatever_organisation_he_is_of()
    {
        await using var server = await EdgeServer.Start();
        var home = new TrackingClient(server);
        var parcel = await Create(home, "20095");

        Assert.Equal(HttpStatusCode.OK, (await home.Elsewhere().Get($"/s/{parcel.Token}.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await home.As(null).Get($"/s/{parcel.Token}.json")).Status);
    }

    private static Task<Shipment> Create(TrackingClient client, string? postcode) =>
        client.Create("SAME0001", request => request with { Destination = new Location(City: "Somewhere", Postcode: postcode) });

    private static async Task<string?> Follow(EdgeServer server, string? postcode)
    {
        var given = postcode is null ? "" : $""","postcode":"{postcode}" """;
        var answer = await new TrackingClient(server, null).Post("/api/v1/follow", $$"""{"number":"SAME0001"{{given}}}""");
        if (answer.Status == HttpStatusCode.OK)
            return answer.As(WireJson.Reading.Followed).Token;
        Assert.Equal((HttpStatusCode.NotFound, "parcel-not-found"), (answer.Status, answer.ProblemType));
        return null;
    }
}
