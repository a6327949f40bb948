using Edge.Features.Tracking;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>
/// A million shipments as they are in life, and every way to list them. A few statuses, carriers and cities make up nearly all, some
/// occur a handful of times, some never together: in_transit is never with Lyon, dhl never with Lyon, the newer half never Oldtown.
/// </summary>
internal static class MillionShipments
{
    public const int Count = 1_000_000;
    public const string RareCarrier = "fedex";
    private const int Chunk = 100_000;

    // A tenth is of another organisation, and ten are of a third.
    private const long Second = 2;
    private const long Tiny = 3;

    /// <summary>The setting with which retention does not go on archiving what a test counts.</summary>
    public static readonly (string, string) Kept = ("Tracking:ArchiveAfter", "0s");

    // An import changed these 400,000 within one millisecond.
    private const int Imported = 500_000;

    private static readonly string?[] Searches =
    [
        null, "1", "1z", "x", "PO-9", "erli", "lyon", "OLDTOWN", "МОСКВА", "valletta", "00000000", "0000000000", "0012 3456", "1Z0000000000791900",
        "nowhere",
    ];

    public static async Task Fill(Database database)
    {
        for (var from = 0; from < Count; from += Chunk)
            await database.Write(Insert(from));
        await database.Write($"insert into shipment_search (shipment_search) values ('rebuild')");
    }

    /// <summary>First pages, pages from the middle, and pages near the end.</summary>
    public static IEnumerable<ShipmentFilter> Filters() =>
        from status in new Status?[] { null, Status.InTransit, Status.OnHold }
        from carrier in new[] { null, "dhl", RareCarrier }
        from flag in new ShipmentFlag?[] { null, ShipmentFlag.Delayed, ShipmentFlag.Customs, ShipmentFlag.ActionRequired }
        from archived in new[] { false, true }
        from since in new long?[] { null, Count / 20, Imported }
        from search in Searches
        from cursor in since is null
            ? new Cursor?[] { null, new Cursor(Count / 2, 0), new Cursor(100, 0) }
            : [null, new Cursor(Imported, 600_000), new Cursor(Count - 100, 0)]
        from organisation in status is null && flag is null ? new[] { Organisations.Home, Second, Tiny } : [Organisations.Home]
        select Filter(status, carrier, flag, archived, since, search) with { After = cursor, Organisation = organisation };

    /// <summary>A filter for each index that must drive its page.</summary>
    public static IEnumerable<(string Index, ShipmentFilter Filter)> Indexes() =>
    [
        ("INDEX shipments_newest (", Filter()),
        ("INDEX shipments_newest (", Filter(archived: true)),
        ("INDEX shipments_status (", Filter(status: Status.OnHold)),
        ("INDEX shipments_status (", Filter(status: Status.OnHold, flag: ShipmentFlag.Delayed)),
        ("INDEX shipments_status (", Filter(status: Status.OnHold, search: "erli")),
        ("INDEX shipments_carrier (", Filter(carrier: RareCarrier)),
        ("INDEX shipments_carrier (", Filter(carrier: RareCarrier, search: "1z")),
        ("INDEX shipments_carrier_status (", Filter(status: Status.InTransit, carrier: "dhl")),
        ("INDEX shipments_delayed (", Filter(flag: ShipmentFlag.Delayed)),
        ("INDEX shipments_customs (", Filter(flag: ShipmentFlag.Customs)),
        ("INDEX shipments_action_required (", Filter(flag: ShipmentFlag.ActionRequired)),
        ("INDEX shipments_action_required (", Filter(status: Status.InTransit, flag: ShipmentFlag.ActionRequired, search: "1z")),
        ("INDEX shipments_exception (", Filter(flag: ShipmentFlag.Exception)),
        ("INDEX shipments_stale (", Filter(flag: ShipmentFlag.Stale)),
        ("INDEX shipments_updated (", Filter(since: Imported)),
        ("INDEX shipments_updated (", Filter(since: Imported, search: "erli")),
        ("INDEX shipments_newest (", Filter(search: "x") with { Organisation = Tiny }),
        ("INDEX shipments_updated (", Filter(since: 0) with { Organisation = Tiny }),
        ("SCAN f VIRTUAL TABLE", Filter(search: "x")),
        ("SCAN f VIRTUAL TABLE", Filter(search: "valletta")),
        ("SCAN f VIRTUAL TABLE", Filter(status: Status.InTransit, search: "valletta")),
        ("SCAN f VIRTUAL TABLE", Filter(flag: ShipmentFlag.Delayed, search: "1Z0000000000791900")),
    ];

    /// <summary>Lists that have to be followed over short pages to their end.</summary>
    public static IEnumerable<ShipmentFilter> LongWays() =>
    [
        Filter(status: Status.InTransit, search: "lyon"),
        Filter(carrier: "dhl", flag: ShipmentFlag.Delayed, search: "lyon"),
        Filter(status: Status.InTransit, flag: ShipmentFlag.Customs),
        Filter(carrier: "ups", search: "oldtown", flag: ShipmentFlag.Customs),
        Filter(search: "0000000000"),
        Filter(search: "valletta") with { Organisation = Second },
        Filter(since: Imported - 1, search: "lyon") with { Organisation = Second },
        Filter(search: "1z") with { Organisation = Tiny },
        Filter(since: 0, archived: null) with { Organisation = Tiny },
        Filter(search: "МОСКВА", flag: ShipmentFlag.Exception, archived: true),
        Filter(status: Status.OnHold, since: 0),
        Filter(since: Imported - 1, search: "valletta", archived: null),
        Filter(since: Count / 20, carrier: "dhl", flag: ShipmentFlag.Customs, search: "москва"),
    ];

    /// <summary>The same condition put as plainly as can be, for counting.</summary>
    public static SqlText CountOf(ShipmentFilter filter)
    {
        SqlText count = $"select count(*) from shipments not indexed where organisation = {filter.Organisation}";
        if (filter.Archived is { } archived)
            count = $"{count} and archived = {archived}";
        if (filter.Status is { } status)
            count = $"{count} and status = {WireName.Of(status)}";
        if (filter.Carrier is { } carrier)
            count = $"{count} and carrier = {carrier}";
        if (filter.Flag is { } flag)
            count = $"{count} and flags >> {(int)flag} & 1";
        if (filter.UpdatedSince is { } since)
            count = $"{count} and updated_at >= {since}";
        if (filter.Search is { } search)
            count = $"{count} and (instr(lower(number), {search.Text.ToLowerInvariant()}) or lower(destination_city) = {InData(search.Text)})";
        return count;
    }

    private static ShipmentFilter Filter(
        Status? status = null, string? carrier = null, ShipmentFlag? flag = null, bool? archived = false, long? since = null,
        string? search = null) =>
        new(
            Organisations.Home, status, carrier, flag, archived, since is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, SearchText.Parse(search),
            null, 50);

    // SQLite's lower() leaves Cyrillic letters as they are.
    private static string InData(string city) => city is "МОСКВА" or "москва" ? "Москва" : city.ToLowerInvariant();

    // mixed is i without its order, so that what occurs together does not do so for its place alone.
    private static SqlText Insert(int from) => $"""
        insert into shipments (
            id, token, carrier, number, number_as_typed, reference, destination_city, status, flags, told_flags, explanation_rule,
            explanation_correction, version, change, created_at, updated_at, fresh_as_of, archived, organisation)
        with recursive
            n (i) as (select {from} + 1 union all select i + 1 from n where i < {from} + {Chunk}),
            m (i, mixed) as (select i, i * 7919 % 1000003 % 1000 from n)
        select randomblob(16), hex(randomblob(12)),
            case when i % 333333 = 5 then 'fedex' when mixed < 600 then 'ups' when mixed < 900 then 'dhl' else 'other' end,
            case when i = 777 then 'X00000001' else '1Z' || printf('%016d', i * 7919 % 100000000) end, '',
            case when i % 3 > 0 then 'PO-' || (i * 31 % 1000003) end,
            case
                when i % 250000 = 9 then 'Valletta'
                when i < 300000 and mixed % 3 = 0 then 'Oldtown'
                when mixed < 550 and mixed % 5 = 1 then 'Lyon'
                when mixed % 2 = 0 then 'Berlin'
                when mixed % 7 = 1 then 'Zürich'
                when mixed % 29 = 1 then 'Москва'
                else 'Bern' end,
            case
                when i % 200000 = 3 then 'on_hold'
                when mixed < 550 and mixed % 5 = 1 then 'delivered'
                when mixed % 4 = 0 then 'in_transit'
                when mixed % 4 = 1 then 'unknown'
                else 'delivered' end,
            (mixed % 3 = 0) + 2 * (mixed = 77) + 4 * (i % 400000 = 11) + 8 * (mixed % 100 = 7) + 16 * (mixed % 10 = 4), 0, 'none', 0,
            1, i, i, case when i between {Imported} and {Imported} + 400000 then {Imported} else i end, i, i % 20 = 0,
            case when i % {Count / 10} = 50 then {Tiny} when mixed % 10 = 9 then {Second} else {Organisations.Home} end
        from m
        """;
}
