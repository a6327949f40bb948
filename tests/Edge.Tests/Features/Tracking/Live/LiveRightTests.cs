using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Edge.Features.Tracking.Live;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace Edge.Tests.Features.Tracking.Live;

/// <summary>A stream that lasts by a caller's right ends when that is taken away, on whichever node.</summary>
public class LiveRightTests
{
    [Fact]
    public async Task Ends_with_the_session_and_goes_on_for_another_one_of_the_same_user()
    {
        await using var server = await EdgeServer.Start();
        var (client, path, id) = await Parcel(server);
        using var leaves = await server.SignedIn(Role.Operator);
        using var stays = await server.SignedIn(Role.Operator);
        var (ended, _) = await LiveStream.Follow(leaves, path);
        var (kept, _) = await LiveStream.Follow(stays, path);
        using var both = new Two(ended, kept);

        (await leaves.DeleteAsync("/api/v1/session")).Dispose();

        await EndsSoon(ended);
        await client.Append(id, Status.InTransit, 0);
        Assert.Equal($"id: {(await client.Read(id)).Version}", (await kept.NextEvent())[0]);
    }

    [Fact]
    public async Task Ends_with_the_api_key()
    {
        await using var server = await EdgeServer.Start();
        var (_, path, _) = await Parcel(server);
        using var admin = await server.SignedIn(Role.Admin);
        using var program = await server.ApiKey(Role.Driver);
        var keys = await admin.GetFromJsonAsync("/api/v1/api-keys", WireJson.Reading.ApiKeyList);
        var (stream, _) = await LiveStream.Follow(program, path);
        using var end = stream;

        foreach (var key in keys!.Items)
            (await admin.DeleteAsync($"/api/v1/api-keys/{key.Id}")).Dispose();

        await EndsSoon(stream);
    }

    [Theory]
    [InlineData("UserDisabled", "disabled_at = 1")]
    [InlineData("UserChanged", "organisation = 2")]
    public async Task Ends_when_the_user_is_shut_out_or_belongs_to_another_organisation(string kind, string change)
    {
        await using var server = await EdgeServer.Start();
        var (_, path, _) = await Parcel(server);
        await OtherOrganisation.Ensure(server);
        using var http = await server.SignedIn(Role.Operator);
        var (stream, _) = await LiveStream.Follow(http, path);
        using var end = stream;

        await Change(server, kind, change);

        await EndsSoon(stream);
    }

    [Fact]
    public async Task Goes_on_when_the_user_changes_and_may_still_read()
    {
        await using var server = await EdgeServer.Start();
        var (client, path, id) = await Parcel(server);
        using var http = await server.SignedIn(Role.Operator);
        var (stream, _) = await LiveStream.Follow(http, path);
        using var end = stream;

        await Change(server, "UserChanged", "role = 'viewer'");
        await client.Append(id, Status.InTransit, 0);

        Assert.Equal($"id: {(await client.Read(id)).Version}", (await stream.NextEvent())[0]);
    }

    [Fact]
    public async Task What_happens_after_the_right_was_taken_away_is_not_told()
    {
        await using var server = await EdgeServer.Start();
        var (client, path, id) = await Parcel(server);
        using var http = await server.SignedIn(Role.Operator);
        var (stream, _) = await LiveStream.Follow(http, path);
        using var end = stream;

        await Change(server, "UserDisabled", "disabled_at = 1");
        await client.Append(id, Status.InTransit, 0);

        Assert.Empty(await stream.NextEvent());
    }

    [Fact]
    public async Task Ends_on_a_node_that_another_node_has_signed_out_from()
    {
        (string, string)[] shared = [("Hosting:MasterKey", "of these two nodes and of nobody else")];
        await using var one = await EdgeServer.Start(shared);
        await using var other = await EdgeServer.Start([("Storage:Database", one.DatabaseUrl), .. shared]);
        var (_, path, _) = await Parcel(one);
        using var here = await one.SignedIn(Role.Operator);
        using var there = other.NewClient();
        foreach (var (name, values) in here.DefaultRequestHeaders)
            there.DefaultRequestHeaders.TryAddWithoutValidation(name, values);
        var (stream, _) = await LiveStream.Follow(there, path);
        using var end = stream;

        (await here.DeleteAsync("/api/v1/session")).Dispose();

        await EndsSoon(stream);
    }

    [Fact]
    public async Task A_session_that_expires_listens_no_longer_than_it_lasts()
    {
        await using var server = await EdgeServer.Start(("Live:Heartbeat", "1s"), ("SignIn:AbsoluteTimeout", "5m"), ("SignIn:IdleTimeout", "5m"));
        var (_, path, _) = await Parcel(server);
        using var http = await server.SignedIn(Role.Operator);
        var (stream, _) = await LiveStream.Follow(http, path);
        using var end = stream;

        server.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Empty(await stream.NextEvent());
    }

    [Fact]
    public async Task The_public_page_goes_on_whoever_opens_it_signs_out()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var parcel = await client.Create("LIVE0001");
        using var http = await server.SignedIn(Role.Operator);
        var (stream, _) = await LiveStream.Follow(http, $"/s/{parcel.Token}/live");
        using var end = stream;

        (await http.DeleteAsync("/api/v1/session")).Dispose();
        await client.Append(parcel.Id, Status.InTransit, 0);

        Assert.Equal($"id: {(await client.Read(parcel.Id)).Version}", (await stream.NextEvent())[0]);
    }

    [Fact]
    public async Task Another_organisation_hears_nothing()
    {
        await using var server = await EdgeServer.Start();
        var (_, path, _) = await Parcel(server);
        using var http = await server.OtherSignedIn(Role.Operator);

        using var stream = await LiveStream.Open(http, path);

        Assert.Equal(HttpStatusCode.NotFound, stream.Response.StatusCode);
        Assert.Equal(0, server.Services.GetRequiredService<LiveAudience>().Count);
    }

    private static async Task<(TrackingClient Client, string Path, Guid Id)> Parcel(EdgeServer server)
    {
        var client = new TrackingClient(server);
        var parcel = await client.Create("LIVE0001");
        return (client, $"{TrackingClient.Root}/{parcel.Id}/live", parcel.Id);
    }

    private static Task<int> Change(EdgeServer server, string kind, string change) =>
        server.Services.GetRequiredService<Database>().Transaction(async session =>
        {
            var user = await session.First<IdRow>($"select id from users where role = 'operator'");
            await session.Execute(change switch
            {
                "disabled_at = 1" => (SqlText)$"update users set disabled_at = 1 where id = {user!.Id}",
                "organisation = 2" => $"update users set organisation = 2 where id = {user!.Id}",
                _ => $"update users set role = 'viewer' where id = {user!.Id}",
            });
            await server.Services.GetRequiredService<FactLog>().Append(session, new Fact(kind, user.Id.ToString()));
            return 0;
        });

    // Looked at anew each second at the latest, and told at once where the commit is heard of; the rest is this machine's.
    private static async Task EndsSoon(LiveStream stream)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Empty(await stream.NextEvent());
        Console.WriteLine($"ended after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
    }

    private sealed record IdRow(Guid Id) : IRow<IdRow>
    {
        public static IdRow Read(Columns columns) => new(columns.Id(0));
    }

    private sealed record Two(LiveStream One, LiveStream Other) : IDisposable
    {
        public void Dispose()
        {
            One.Dispose();
            Other.Dispose();
        }
    }
}
