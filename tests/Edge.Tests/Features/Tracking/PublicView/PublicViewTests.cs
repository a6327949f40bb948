using System.Net;
using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking.PublicView;

public class PublicViewTests
{
    private const string UpsNumber = "1Z5R89390357567127";

    [Fact]
    public async Task Shows_status_city_and_time_but_neither_names_nor_addresses()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await Delivered(server);

        using var answer = await server.Http.GetAsync($"/s/{shipment.Token}.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        foreach (var hidden in new[] { "Jo Doe", "8001", "ORDER-7", "signed by the dog", "Depot Nord" })
            Assert.DoesNotContain(hidden, text);
        var view = await answer.Content.ReadFromJsonAsync(WireJson.Reading.PublicShipment);
        Assert.Equal((Status.Delivered, "ups", "UPS", "Zürich", "CH", true), (view!.Status, view.Carrier, view.CarrierName, view.DestinationCity, view.DestinationCountry, view.HasDetails));
        Assert.Equal([("Zürich", Status.Delivered), ("Basel", Status.InTransit)], view.Events.Select(seen => (seen.City!, seen.Status)));
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal(view.Explanation.EventId, view.Events[0].Id);
    }

    [Fact]
    public async Task Returns_304_while_nothing_changed_and_200_after_an_event()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await Delivered(server);
        using var first = await server.Http.GetAsync($"/s/{shipment.Token}.json");

        Assert.Equal(HttpStatusCode.NotModified, (await Conditional(server, shipment, first.Headers.ETag!.Tag)).StatusCode);

        using var client = await server.ApiKey(Role.Operator);
        await Append(client, shipment, Status.InTransit, "Bern", correction: true);
        Assert.Equal(HttpStatusCode.OK, (await Conditional(server, shipment, first.Headers.ETag.Tag)).StatusCode);
    }

    [Theory]
    [InlineData("/s/nosuchtoken.json")]
    [InlineData("/s/'%20or%201=1--.json")]
    public async Task Returns_404_for_a_token_that_names_nothing(string path)
    {
        await using var server = await EdgeServer.Start();
        using var answer = await server.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("8001")]
    [InlineData(" 80-01 ")]
    public async Task The_postcode_opens_names_addresses_and_the_proof_of_delivery(string postcode)
    {
        await using var server = await EdgeServer.Start();
        var shipment = await Delivered(server);

        using var answer = await Unlock(server, shipment.Token, postcode);

        var details = await answer.Content.ReadFromJsonAsync(WireJson.Reading.PublicDetails);
        Assert.Equal(("Jo Doe", "signed by the dog"), (details!.Destination!.Name, details.ProofOfDelivery!.ReceivedBy));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Guesses_of_the_postcode_are_refused_and_then_limited()
    {
        await using var server = await EdgeServer.Start();
        var shipment = await Delivered(server);

        var statuses = new List<HttpStatusCode>();
        for (var guess = 8002; guess < 8012; guess++)
        {
            using var answer = await Unlock(server, shipment.Token, $"{guess}");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.DoesNotContain(HttpStatusCode.OK, statuses);
    }

    [Fact]
    public async Task A_shipment_without_a_postcode_has_no_details_to_open()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var shipment = await Create(client, new CreateShipmentRequest(UpsNumber));

        using var answer = await Unlock(server, shipment.Token, "");

        await Answered.Problem(answer, HttpStatusCode.Forbidden, "postcode-mismatch");
    }

    [Theory]
    [InlineData("1z 5r8 939-0357567127", "8001", true)]
    [InlineData(UpsNumber, "80 01", true)]
    [InlineData(UpsNumber, "8002", false)]
    [InlineData(UpsNumber, "", false)]
    [InlineData(UpsNumber, null, false)]
    [InlineData("1Z879E930346834440", "8001", false)]
    public async Task Follow_gives_the_token_for_number_and_postcode_and_one_same_answer_for_the_rest(string number, string? postcode, bool found)
    {
        await using var server = await EdgeServer.Start();
        var shipment = await Delivered(server);

        using var answer = await server.Http.PostAsJsonAsync("/api/v1/follow", new FollowRequest(number, postcode), WireJson.Default.FollowRequest);

        if (found)
        {
            var followed = await answer.Content.ReadFromJsonAsync(WireJson.Reading.Followed);
            Assert.Equal(new Followed(shipment.Token, $"/s/{shipment.Token}"), followed);
            return;
        }
        var problem = await Answered.Problem(answer, HttpStatusCode.NotFound, "parcel-not-found");
        Assert.Equal("Check the number, and give the postcode that the parcel goes to.", problem.Detail);
    }

    [Fact]
    public async Task Follow_finds_a_parcel_without_a_postcode_by_its_number_and_never_an_archived_one()
    {
        await using var server = await EdgeServer.Start();
        using var client = await server.ApiKey(Role.Operator);
        var shipment = await Create(client, new CreateShipmentRequest(UpsNumber));

        using var found = await server.Http.PostAsJsonAsync("/api/v1/follow", new FollowRequest(UpsNumber), WireJson.Default.FollowRequest);
        await client.PostAsync($"/api/v1/shipments/{shipment.Id}/archive", null);
        using var gone = await server.Http.PostAsJsonAsync("/api/v1/follow", new FollowRequest(UpsNumber), WireJson.Default.FollowRequest);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (found.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Counting_through_numbers_is_stopped()
    {
        await using var server = await EdgeServer.Start();

        HttpStatusCode last = default;
        for (var i = 0; i < 30; i++)
        {
            using var answer = await server.Http.PostAsJsonAsync("/api/v1/follow", new FollowRequest($"A{i:00000}"), WireJson.Default.FollowRequest);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData(UpsNumber)]
    [InlineData("1Z879E930346834440")]
    public async Task Guesses_at_one_number_from_many_addresses_are_limited_whether_it_exists_or_not(string number)
    {
        await using var server = await EdgeServer.Start(("Hosting:TrustedProxies", "127.0.0.1"));
        await Delivered(server);

        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 12; guess++)
            statuses.Add(await Follow(server, guess % 2 == 0 ? number : number.ToLowerInvariant(), $"{9000 + guess}", $"203.0.113.{guess}"));
        var right = await Follow(server, number, "8001", "203.0.113.99");

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.NotFound, 10), statuses.Take(10));
        Assert.All([.. statuses.Skip(10), right], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        Assert.Equal(HttpStatusCode.NotFound, await Follow(server, "1Z5R89390357567128", "8001", "203.0.113.99"));
    }

    [Fact]
    public async Task One_address_may_follow_fifty_parcels_at_once()
    {
        await using var server = await EdgeServer.Start();
        await Delivered(server);

        for (var i = 0; i < 50; i++)
            Assert.Equal(HttpStatusCode.OK, await Follow(server, UpsNumber, "8001", "203.0.113.1"));
    }

    [Fact]
    public async Task Follow_returns_422_for_what_is_no_tracking_number()
    {
        await using var server = await EdgeServer.Start();
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/follow", new FollowRequest("\u0000"), WireJson.Default.FollowRequest);

        await Answered.Problem(answer, HttpStatusCode.UnprocessableEntity, "validation-failed");
    }

    private static async Task<HttpStatusCode> Follow(EdgeServer server, string number, string postcode, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/follow")
        {
            Content = JsonContent.Create(new FollowRequest(number, postcode), WireJson.Default.FollowRequest),
            Headers = { { "X-Forwarded-For", address } },
        };
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<Shipment> Delivered(EdgeServer server)
    {
        using var client = await server.ApiKey(Role.Operator);
        var shipment = await Create(client, new CreateShipmentRequest(
            UpsNumber, Reference: "ORDER-7", Destination: new Location("Jo Doe", "Zürich", "8001", "CH")));
        await Append(client, shipment, Status.InTransit, "Basel");
        server.Time.Advance(TimeSpan.FromHours(1));
        await Append(client, shipment, Status.Delivered, "Zürich");
        return shipment;
    }

    private static async Task<Shipment> Create(HttpClient client, CreateShipmentRequest request)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/shipments", request, WireJson.Default.CreateShipmentRequest);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.Shipment))!;
    }

    private static async Task Append(HttpClient client, Shipment shipment, Status status, string city, bool correction = false)
    {
        var at = FakeTime.Noon.AddMinutes(status == Status.Delivered ? 30 : correction ? 40 : 0);
        var told = new AppendEventRequest(
            at, status, Location: new Location("Depot Nord", city, Country: "CH"), Correction: correction,
            ProofOfDelivery: status == Status.Delivered ? new ProofOfDelivery("signed by the dog") : null);
        using var answer = await client.PostAsJsonAsync($"/api/v1/shipments/{shipment.Id}/events", told, WireJson.Default.AppendEventRequest);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<HttpResponseMessage> Unlock(EdgeServer server, string token, string postcode) =>
        server.Http.PostAsJsonAsync($"/s/{token}/details", new UnlockDetailsRequest(postcode), WireJson.Default.UnlockDetailsRequest);

    private static Task<HttpResponseMessage> Conditional(EdgeServer server, Shipment shipment, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/s/{shipment.Token}.json");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return server.Http.SendAsync(request);
    }
}
