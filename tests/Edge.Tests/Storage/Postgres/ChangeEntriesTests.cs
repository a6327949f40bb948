using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Migrations;
using Edge.Storage.Sql;
using Edge.Tests.Features.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Edge.Tests.Storage.Postgres;

/// <summary>An entry in the order of changes tells a filter what its shipment would.</summary>
[Trait(TestDatabase.Engine, TestDatabase.Postgres)]
public class ChangeEntriesTests
{
    private static readonly SqlText Astray = $"""
        select count(*) from shipments s full join shipment_changes c on c.shipment_seq = s.seq
        where (s.organisation, s.changed_in, s.change, s.updated_at, s.archived, s.flags, s.status, s.carrier, s.number, s.reference, s.destination_city)
            is distinct from
            (c.organisation, c.changed_in, c.change, c.updated_at, c.archived, c.flags, c.status, c.carrier, c.number, c.reference, c.destination_city)
        """;

    [PostgresFact]
    public async Task Follows_its_shipment_whatever_is_written_of_it()
    {
        await using var server = await EdgeServer.Start();
        var client = new TrackingClient(server);
        var moved = await client.Create("A1", request => request with { Reference = "PO-1" });
        var archived = await client.Create("B1");
        await client.Create("C1");
        await client.Append(moved.Id, Status.InTransit, 0);
        await client.Post($"{TrackingClient.Root}/{archived.Id}/archive", "");
        var database = server.Services.GetRequiredService<Database>();

        // None of these names the change.
        await database.Write($"update shipments set status = 'on_hold', flags = 4, carrier = 'dhl' where number = {"C1"}");
        await database.Write($"update shipments set reference = {"PO-3"}, destination_city = {"Lyon"}, number = {"C3"} where number = {"C1"}");

        Assert.Equal(0, await database.Read(session => session.Number(Astray)));
        var since = $"updated_since={Uri.EscapeDataString(FakeTime.Noon.ToString("O"))}";
        Assert.Equal("C3", Assert.Single((await client.List($"{since}&status=on_hold&carrier=dhl&flag=action_required&search=lyon")).Items).Number);
        Assert.Equal("A1", Assert.Single((await client.List($"{since}&status=in_transit&search=po-1")).Items).Number);
        Assert.Equal("B1", Assert.Single((await client.List($"{since}&archived=true")).Items).Number);
    }

    [PostgresFact]
    public async Task Is_made_for_what_was_there_before()
    {
        using var folder = new TestFolder();
        await using var empty = await TestDatabase.CreateEmpty(folder);
        await using var app = Program.Compose(EdgeServer.SettingsOf(("Storage:Database", empty.Url)));
        await using var connection = await app.Services.GetRequiredService<IDatabaseEngine>().OpenForMigration();
        var migrator = new Migrator(new FakeTime(), NullLogger<Migrator>.Instance);
        var all = Migration.Embedded(Dialect.Postgres);
        await migrator.Run(connection, [.. all.Where(migration => string.CompareOrdinal(migration.Name, "0033") < 0)]);
        await connection.Session.Execute($"""
            insert into shipments (
                id, token, carrier, number, number_as_typed, reference, destination_city, status, flags, told_flags, explanation_rule,
                explanation_correction, version, change, changed_in, created_at, updated_at, fresh_as_of, archived, organisation)
            select uuid_send(gen_random_uuid()), i::text, 'ups', 'N' || i, '', case when i % 2 = 0 then 'PO-' || i end, 'Bern', 'on_hold', i, 0, 'none',
                0, 1, 10 - i, i % 3, i, i, i, i % 2, 1 + i % 2
            from generate_series(1, 9) as i
            """);

        await migrator.Run(connection, all);

        Assert.Equal(9, await connection.Session.Number($"select count(*) from shipment_changes"));
        Assert.Equal(0, await connection.Session.Number(Astray));
    }
}
