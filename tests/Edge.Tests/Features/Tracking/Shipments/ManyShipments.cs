using Edge.Features.Tracking;
using Edge.Features.Tracking.Shipments;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Tests.Features.Tracking.Shipments;

/// <summary>What <see cref="MillionShipments"/> is to SQLite, for PostgreSQL and as many as are wanted: shares are the same.</summary>
internal sealed class ManyShipments(int count)
{
    private const int Chunk = 50_000;

    // A tenth is of another organisation, and ten are of a third.
    private const long Second = 2;
    private const long Tiny = 3;

    // An import changed four tenths of them within one millisecond, in one transaction.
    private readonly int imported = count / 2;

    private static readonly string?[] Searches = [null, "1z", "x", "PO-9", "lyon", "OLDTOWN", "МОСКВА", "valletta", "0000000000", "nowhere"];

    public async Task Fill(Database database)
    {
        for (var from = 0; from < count; from += Chunk)
            await database.Write(Insert(from));
    }

    /// <summary>First pages, pages from the middle, and pages near the end.</summary>
    public IEnumerable<ShipmentFilter> Filters() =>
        from status in new Status?[] { null, Status.InTransit }
        from carrier in new[] { null, "dhl", MillionShipments.RareCarrier }
        from flag in new ShipmentFlag?[] { null, ShipmentFlag.Delayed, ShipmentFlag.ActionRequired }
        from since in new long?[] { null, imported }
        from search in Searches
        from cursor in since is null
            ? new Cursor?[] { null, new Cursor(count / 2, 0), new Cursor(100, 0) }
            : [null, new Cursor(imported - count, imported + 1000), new Cursor(-100, 0)]
        from organisation in status is null && flag is null ? new[] { Organisations.Home, Second, Tiny } : [Organisations.Home]
        select Filter(status, carrier, flag, false, since, search) with { After = cursor, Organisation = organisation };

    /// <summary>A filter for each index that must drive its page.</summary>
    public IEnumerable<(string Index, ShipmentFilter Filter)> Indexes() =>
    [
        ("shipments_newest", Filter()),
        ("shipments_newest", Filter(archived: true)),
        ("shipments_status", Filter(status: Status.OnHold)),
        ("shipments_status", Filter(status: Status.OnHold, flag: ShipmentFlag.Delayed)),
        ("shipments_carrier", Filter(carrier: MillionShipments.RareCarrier, search: "1z")),
        ("shipments_newest", Filter(search: "lyon") with { Organisation = Tiny }),
        ("shipment_changes_order", Filter(since: 0) with { Organisation = Tiny }),
        ("shipments_carrier_status", Filter(status: Status.InTransit, carrier: "dhl")),
        ("shipments_delayed", Filter(flag: ShipmentFlag.Delayed)),
        ("shipments_customs", Filter(flag: ShipmentFlag.Customs)),
        ("shipments_action_required", Filter(status: Status.InTransit, flag: ShipmentFlag.ActionRequired, search: "1z")),
        ("shipments_exception", Filter(flag: ShipmentFlag.Exception)),
        ("shipments_stale", Filter(flag: ShipmentFlag.Stale)),
        ("shipment_changes_order", Filter(since: imported)),
        ("shipment_changes_order", Filter(since: imported, search: "erli")),
    ];

    /// <summary>Lists that have to be followed over short pages to their end.</summary>
    public IEnumerable<ShipmentFilter> LongWays() =>
    [
        Filter(status: Status.InTransit, search: "lyon"),
        Filter(carrier: "dhl", flag: ShipmentFlag.Delayed, search: "lyon"),
        Filter(status: Status.InTransit, flag: ShipmentFlag.Customs),
        Filter(carrier: "ups", search: "oldtown", flag: ShipmentFlag.Customs),
        Filter(search: "0000000000"),
        Filter(search: "МОСКВА", flag: ShipmentFlag.Exception, archived: true),
        Filter(search: "valletta"),
        Filter(search: "valletta") with { Organisation = Second },
        Filter(since: imported - 1, search: "lyon") with { Organisation = Second },
        Filter(search: "1z") with { Organisation = Tiny },
        Filter(since: 0, archived: null) with { Organisation = Tiny },
        Filter(status: Status.OnHold, since: 0),
        Filter(since: imported - 1, search: "valletta", archived: null),
        Filter(since: count / 20, carrier: "dhl", flag: ShipmentFlag.Customs, search: "москва"),
    ];

    /// <summary>The same condition put as plainly as can be, for counting.</summary>
    public static SqlText CountOf(ShipmentFilter filter)
    {
        SqlText all = $"select count(*) from shipments where organisation = {filter.Organisation}";
        if (filter.Archived is { } archived)
            all = $"{all} and archived = {archived}";
        if (filter.Status is { } status)
            all = $"{all} and status = {WireName.Of(status)}";
        if (filter.Carrier is { } carrier)
            all = $"{all} and carrier = {carrier}";
        if (filter.Flag is { } flag)
            all = $"{all} and (flags >> {(int)flag}::int) & 1 = 1";
        if (filter.UpdatedSince is { } since)
            all = $"{all} and updated_at >= {since}";
        if (filter.Search is { } search)
            all = $"{all} and strpos(lower(concat_ws('/', number, reference, destination_city)), lower({search.Text})) > 0";
        return all;
    }

    private static ShipmentFilter Filter(
        Status? status = null, string? carrier = null, ShipmentFlag? flag = null, bool? archived = false, long? since = null,
        string? search = null) =>
        new(
            Organisations.Home, status, carrier, flag, archived, since is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null, SearchText.Parse(search),
            null, 50)
        { OrderOfChange = CursorKind.ChangedByTransaction };

    // The transactions that change them are numbered like the moments, but all below those of the server, so that they have settled.
    private SqlText Insert(int from) => $"""
        insert into shipments (
            id, token, carrier, number, number_as_typed, reference, destination_city, status, flags, told_flags, explanation_rule,
            explanation_correction, version, change, changed_in, created_at, updated_at, fresh_as_of, archived,
            organisation)
        select uuid_send(gen_random_uuid()), gen_random_uuid()::text,
            case when i % {count / 3} = 5 then 'fedex' when mixed < 600 then 'ups' when mixed < 900 then 'dhl' else 'other' end,
            '1Z' || lpad((i * 7919 % 100000000)::text, 16, '0'), '',
            case when i % 3 > 0 then 'PO-' || (i * 31 % 1000003) end,
            case
                when i % {count / 4} = 9 then 'Valletta'
                when i * 10 < {3L * count} and mixed % 3 = 0 then 'Oldtown'
                when mixed < 550 and mixed % 5 = 1 then 'Lyon'
                when mixed % 2 = 0 then 'Berlin'
                when mixed % 7 = 1 then 'Zürich'
                when mixed % 29 = 1 then 'Москва'
                else 'Bern' end,
            case
                when i % {count / 5} = 3 then 'on_hold'
                when mixed < 550 and mixed % 5 = 1 then 'delivered'
                when mixed % 4 = 0 then 'in_transit'
                when mixed % 4 = 1 then 'unknown'
                else 'delivered' end,
            (mixed % 3 = 0)::int + 2 * (mixed = 77)::int + 4 * (i % {2 * count / 5} = 11)::int + 8 * (mixed % 100 = 7)::int
                + 16 * (mixed % 10 = 4)::int,
            0, 'none', 0, 1, i, moment - {count}, i, moment, i, (i % 20 = 0)::int,
            case when i % {count / 10} = 50 then {Tiny} when mixed % 10 = 9 then {Second} else {Organisations.Home} end
        from (
            select i, i * 7919 % 1000003 % 1000 as mixed,
                case when i between {imported} and {9L * count / 10} then {imported} else i end as moment
            from generate_series({from + 1}::bigint, {from + Chunk}::bigint) as i
            where i <= {count}) as m
        order by i
        """;
}
