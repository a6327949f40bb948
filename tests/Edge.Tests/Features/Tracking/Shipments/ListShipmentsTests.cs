using System.Net;
using Edge.Shared.Contracts;
using static Edge.Tests.Features.Tracking.TrackingClient;

namespace Edge.Tests.Features.Tracking.Shipments;

public class ListShipmentsTests
{
    [Fact]
    public async Task Pages_run_newest_first_and_meet_each_parcel_once_though_others_are_created_meanwhile()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        for (var i = 0; i < 10; i++)
            await client.Create($"N{i}");

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.List(cursor.Length == 0 ? "limit=3" : $"limit=3&cursor={cursor}");
            seen.AddRange(page.Items.Select(item => item.Number));
            cursor = page.Next;
            await client.Create($"M{seen.Count}");
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"N{9 - i}"), seen);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_combine()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var held = await client.Create("A1", request => request with { Carrier = "ups" });
        var moving = await client.Create("A2", request => request with { Carrier = "ups" });
        await client.Create("A3");
        await client.Append(held.Id, new AppendEventRequest(FakeTime.Noon, Status.OnHold, Flags: [ShipmentFlag.Customs]));
        await client.Append(moving.Id, Status.InTransit, 0);

        foreach (var (query, numbers) in new[]
        {
            ("", "A3 A2 A1"), ("status=unknown", "A3"), ("carrier=ups", "A2 A1"), ("flag=customs", "A1"), ("flag=stale", ""),
            ("carrier=ups&status=in_transit", "A2"), ("carrier=other&flag=customs", ""), ("search=A&carrier=ups", "A2 A1"),
            ("search=A&status=on_hold&flag=customs", "A1"), ("archived=true", ""), ("archived=false", "A3 A2 A1"),
        })
        {
            Assert.Equal((query, numbers), (query, string.Join(' ', (await client.List(query)).Items.Select(item => item.Number))));
        }
    }

    [Fact]
    public async Task A_client_that_syncs_by_change_sees_every_change_once_archived_ones_too()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var shipments = new List<Shipment>();
        for (var i = 0; i < 7; i++)
            shipments.Add(await client.Create($"N{i}"));
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var since = Uri.EscapeDataString(server.Time.GetUtcNow().ToString("O"));
        await client.Append(shipments[5].Id, Status.InTransit, 0);
        await client.Post($"{Root}/{shipments[2].Id}/archive", "");

        // The clock stands still: the change below falls into the same millisecond as the page already seen.
        var first = await client.List($"updated_since={since}&limit=1");
        await client.Append(shipments[0].Id, Status.InTransit, 0);
        var second = await client.List($"updated_since={since}&limit=10&cursor={first.Next}");

        Assert.Equal(["N5"], first.Items.Select(item => item.Number));
        Assert.Equal(["N2", "N0"], second.Items.Select(item => item.Number));
        Assert.NotNull(second.Items[0].ArchivedAt);
        Assert.Null(second.Next);
        Assert.Equal(["N5", "N0"], (await client.List($"updated_since={since}&archived=false")).Items.Select(item => item.Number));
        Assert.Equal(["N0"], (await client.List($"updated_since={since}&search=N0&status=in_transit&carrier=other")).Items.Select(item => item.Number));
    }

    [Theory]
    [InlineData("1Z5R8", "1Z5R89390357567127")]
    [InlineData("5r89", "1Z5R89390357567127")]
    [InlineData("1z 5R8-939", "1Z5R89390357567127")]
    [InlineData("1", "1Z5R89390357567127")]
    [InlineData("1z", "1Z5R89390357567127")]
    [InlineData("Z5", "")]
    [InlineData("ÜRI", "1Z5R89390357567127")]
    [InlineData("zü", "1Z5R89390357567127")]
    [InlineData("po \"7", "1Z5R89390357567127")]
    [InlineData("🚚", "X9")]
    [InlineData("🚚📦", "X9")]
    [InlineData("📦 a*", "X9")]
    [InlineData("مرحبا", "X9")]
    [InlineData("ΠΕΙΡΑΙΆΣ", "X9")]
    [InlineData("[D]?", "X9")]
    [InlineData("[a-z]", "")]
    [InlineData("a?b", "")]
    [InlineData("\"", "")]
    [InlineData("\"\"\"", "")]
    [InlineData("*", "")]
    [InlineData("X9*", "")]
    [InlineData("-X9", "")]
    [InlineData("NEAR(X9 1Z)", "")]
    [InlineData("number:X9", "")]
    [InlineData("X9 OR 1Z5R8", "")]
    [InlineData("' OR 1=1 --", "")]
    [InlineData("%", "")]
    [InlineData("___", "")]
    public async Task Finds_substrings_from_three_characters_on_and_prefixes_below_and_takes_every_character_literally(string search, string numbers)
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await client.Create(UpsNumber, request => request with { Reference = "PO \"7\"", Destination = new Location(City: "Zürich") });
        await client.Create("X9", request => request with { Reference = "🚚📦 a*b-c [d]? Πειραιάς", Destination = new Location(City: "مرحبا") });
        var page = await client.List($"search={Uri.EscapeDataString(search)}");
        Assert.Equal(numbers, string.Join(' ', page.Items.Select(item => item.Number)));
        var byChange = await client.List($"search={Uri.EscapeDataString(search)}&updated_since=2020-01-01T00:00:00Z");
        Assert.Equal(numbers, string.Join(' ', byChange.Items.Select(item => item.Number)));
    }

    [Fact]
    public async Task Pages_of_a_search_meet_each_match_once()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        for (var i = 0; i < 7; i++)
            await client.Create($"N{i}", request => request with { Reference = i % 2 == 0 ? "match" : "other" });
        var first = await client.List("search=atc&limit=2");
        var second = await client.List($"search=atc&limit=2&cursor={first.Next}");
        Assert.Equal(["N6", "N4", "N2", "N0"], first.Items.Concat(second.Items).Select(item => item.Number));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("status=lost")]
    [InlineData("status=Delivered")]
    [InlineData("status=delivered&status=unknown")]
    [InlineData("carrier=nobody")]
    [InlineData("flag=red")]
    [InlineData("archived=1")]
    [InlineData("updated_since=yesterday")]
    [InlineData("updated_since=2026-03-02T12:00:00")]
    [InlineData("limit=-1")]
    [InlineData("limit=1000")]
    [InlineData("cursor=x")]
    [InlineData("cursor=AwAAAAAAAAAFAAAAAAAAAAA")]
    [InlineData("search=a%00b")]
    public async Task Returns_400_that_names_the_parameter(string query)
    {
        await using var server = await EdgeServer.Start();
        var answer = await new TrackingClient(server).Get($"{Root}?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-parameter", query.Split('=')[0]), (answer.Status, answer.ProblemType, answer.Fields));
    }

    [Fact]
    public async Task Returns_400_for_a_huge_search_and_for_the_cursor_of_the_other_order()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Get($"{Root}?search={new string('a', 5000)}")).Status);
        await client.Create("N1");
        await client.Create("N2");
        var newest = (await client.List("limit=1")).Next;
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Get($"{Root}?updated_since=2026-01-01T00:00:00Z&cursor={newest}")).Status);
    }

    [Fact]
    public async Task Returns_304_for_an_unchanged_list_and_401_without_a_caller()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        await client.Create("N1");
        var first = await client.Get(Root);
        Assert.Equal(HttpStatusCode.NotModified, (await client.Get(Root, ("If-None-Match", first.ETag!))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.As(null).Get(Root)).Status);
    }
}
