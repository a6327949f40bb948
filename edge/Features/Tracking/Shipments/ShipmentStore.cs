using System.Text.Json;
using Edge.Shared.Contracts;
using Edge.Storage;
using Edge.Storage.Facts;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.Shipments;

/// <summary>What came of a creation: the new shipment, or the one that already has the number.</summary>
internal readonly record struct Creation(ShipmentRow Shipment, bool IsNew);

/// <summary>Writes shipments, each change with the fact that tells of it, and finds them by their names.</summary>
internal sealed class ShipmentStore(FactLog facts, TrackingOptions options, TimeProvider time)
{
    /// <summary>Creates a shipment of an organisation, unless its carrier's number still means another one of it.</summary>
    /// <param name="request">One that <see cref="ShipmentRules"/> finds no fault with.</param>
    public async ValueTask<Creation> Create(Session transaction, long organisation, CreateShipmentRequest request)
    {
        var now = Now();
        var created = NewShipment.From(request, organisation, now).Flagged(options.StaleAfter, now);
        if (await Live(transaction, organisation, created.Number, created.Carrier) is [var existing, ..])
        {
            if (Holds(existing, now))
                return new Creation(existing, IsNew: false);
            await GiveNumberBack(transaction, created);
        }
        var fact = await facts.Tell(transaction, ShipmentFacts.Of(ShipmentFacts.Created, created));
        await transaction.Later(InsertStatement(created, fact));
        return new Creation(await Indexed(transaction, created), IsNew: true);
    }

    /// <summary>Creates many at once, each unless its carrier's number still means another one, or one of those before it.</summary>
    /// <returns>How many were created.</returns>
    public async ValueTask<int> CreateAll(Session transaction, long organisation, IEnumerable<CreateShipmentRequest> requests)
    {
        var now = Now();
        var wanted = requests.Select(one => NewShipment.From(one, organisation, now).Flagged(options.StaleAfter, now)).ToList();
        var created = await NotHeld(transaction, wanted, now);
        var places = await facts.AppendAll(transaction, created.ConvertAll(row => ShipmentFacts.Of(ShipmentFacts.Created, row)));
        await transaction.InsertAll([.. created.Select((row, at) => InsertStatement(row, FactPlace.Of(places[at])))]);
        if (transaction.Dialect == Dialect.Sqlite)
        {
            foreach (var row in created)
                await Indexed(transaction, row);
        }
        return created.Count;
    }

    /// <summary>
    /// In a transaction the shipment is the caller's to change: others wait until it ends. Another organisation's is none.
    /// </summary>
    public static ValueTask<ShipmentRow?> ById(Session session, long organisation, Guid id) =>
        session.First<ShipmentRow>(ByIdStatement(session, organisation, id));

    /// <summary>Of any organisation: who holds the token may look.</summary>
    public static ValueTask<ShipmentRow?> ByToken(Session session, string token) =>
        session.First<ShipmentRow>($"select {ShipmentRow.Columns} from shipments s where s.token = {token}");

    /// <summary>An organisation's shipments with this normalised number that are not archived, newest first; of one carrier, or of any.</summary>
    public static ValueTask<List<ShipmentRow>> Live(Session session, long organisation, string number, string? carrier) =>
        session.List<ShipmentRow>(LiveStatement(session, organisation, number, carrier));

    /// <summary>Those of all organisations with this number, newest first: for who has to show more than the number.</summary>
    public static ValueTask<List<ShipmentRow>> LiveOfAll(Session session, string number) =>
        session.List<ShipmentRow>(LiveQuery(null, number, null, NamesakesOfAll));

    /// <summary>That of <see cref="ById"/>.</summary>
    public static SqlText ByIdStatement(Session session, long organisation, Guid id) =>
        $"select {ShipmentRow.Columns} from shipments s where s.id = {id} and s.organisation = {organisation} {session.RowLock}";

    /// <summary>That of <see cref="Live"/>.</summary>
    public static SqlText LiveStatement(Session session, long organisation, string number, string? carrier) =>
        $"{LiveQuery(organisation, number, carrier, NamesakesAtMost)} {session.RowLock}";

    internal static SqlText LiveQuery(long? organisation, string number, string? carrier, int atMost)
    {
        // The plus keeps the planner off the indexes that begin so: a number has few namesakes, an organisation many parcels.
        var ofOrganisation = organisation is null ? SqlText.Empty : (SqlText)$"and +s.organisation = {organisation}";
        var ofCarrier = carrier is null ? SqlText.Empty : (SqlText)$"and s.carrier = {carrier}";
        return $"""
            select {ShipmentRow.Columns} from shipments s
            where s.number = {number} {ofOrganisation} and +s.archived = 0 {ofCarrier} order by s.seq desc limit {atMost}
            """;
    }

    /// <summary>Writes what events and time change, and tells whether the shipment moved.</summary>
    /// <param name="events">How many events were appended since <paramref name="before"/>; 0 when time alone did it.</param>
    public async ValueTask<ShipmentRow> SaveMoved(Session transaction, ShipmentRow before, ShipmentRow after, int events)
    {
        var saved = Touched(after) with { FlagsDueAt = DueAt(before, after) };
        var hasMoved = before.Status != saved.Status || before.Flags != saved.Flags;
        var kind = hasMoved ? ShipmentFacts.Moved : ShipmentFacts.EventAppended;
        var fact = await facts.Tell(transaction, ShipmentFacts.Of(kind, saved, before, events == 0 ? null : events));
        var explained = saved.Explained;
        // SQLite writes the index entries of every column that is named here, also of one that stays as it is.
        var movement = hasMoved ? (SqlText)$"status = {WireName.Of(saved.Status)}, flags = {saved.Flags}," : SqlText.Empty;
        var due = saved.FlagsDueAt != before.FlagsDueAt ? (SqlText)$"flags_due_at = {saved.FlagsDueAt}," : SqlText.Empty;
        await transaction.Later($"""
            update shipments set {movement} {due}
                sub_status = {saved.SubStatus}, reason = {saved.Reason}, told_flags = {saved.ToldFlags},
                explanation_event = {explained.EventId}, explanation_rule = {explained.Rule},
                explanation_time = {explained.Event?.Time}, explanation_correction = {explained.Event?.Correction ?? false},
                explanation_dedupe = {Dedupe(explained)}, eta_from = {saved.Eta?.From}, eta_through = {saved.Eta?.Through},
                eta_source = {saved.Eta?.Source}, delivered_at = {saved.DeliveredAt},
                proof_of_delivery = {Json(saved.ProofOfDelivery)},
                version = {saved.Version}, updated_at = {saved.UpdatedAt}, fresh_as_of = {saved.FreshAsOf},
                events_from = {saved.Span?.From}, events_through = {saved.Span?.Through},
                change = {fact.Seq}, changed_in = {fact.Transaction}
            where seq = {saved.Seq} and organisation = {saved.Organisation}
            """);
        return saved;
    }

    /// <summary>Writes edited details.</summary>
    public async ValueTask<ShipmentRow> SaveDetails(Session transaction, ShipmentRow after)
    {
        var saved = Touched(after).Flagged(options.StaleAfter, Now());
        var fact = await facts.Tell(transaction, ShipmentFacts.Of(ShipmentFacts.Changed, saved));
        await transaction.Later($"""
            update shipments set
                reference = {saved.Reference}, origin = {Places.ToJson(saved.Origin)},
                destination = {Places.ToJson(saved.Destination)}, destination_city = {saved.Destination?.City},
                destination_postcode = {Places.NormalisePostcode(saved.Destination?.Postcode)},
                pieces = {saved.Pieces}, weight_grams = {saved.WeightGrams}, eta_from = {saved.Eta?.From},
                eta_through = {saved.Eta?.Through}, eta_source = {saved.Eta?.Source}, promised_at = {saved.PromisedAt},
                proof_of_delivery = {Json(saved.ProofOfDelivery)}, flags = {saved.Flags}, flags_due_at = {saved.FlagsDueAt},
                version = {saved.Version}, updated_at = {saved.UpdatedAt}, change = {fact.Seq}, changed_in = {fact.Transaction}
            where seq = {saved.Seq} and organisation = {saved.Organisation}
            """);
        return saved;
    }

    /// <summary>Puts a shipment out of sight; one that already is stays as it is.</summary>
    public async ValueTask<ShipmentRow> Archive(Session transaction, ShipmentRow shipment)
    {
        if (shipment.ArchivedAt is not null)
            return shipment;
        var now = Now();
        var saved = Touched(shipment with { ArchivedAt = now, FlagsDueAt = null });
        var fact = await facts.Tell(transaction, ShipmentFacts.Of(ShipmentFacts.Archived, saved));
        await transaction.Later($"""
            update shipments set archived = 1, archived_at = {now}, flags_due_at = null, version = {saved.Version},
                updated_at = {saved.UpdatedAt}, change = {fact.Seq}, changed_in = {fact.Transaction}
            where seq = {saved.Seq} and organisation = {saved.Organisation}
            """);
        return saved;
    }

    /// <summary>Shipments, of whichever organisation, whose flags time may have changed by now, longest due first.</summary>
    public static ValueTask<List<ShipmentRow>> FlagsDue(Session session, DateTimeOffset now, int limit) =>
        session.List<ShipmentRow>($"{FlagsDueQuery(now, limit)} {session.RowLock}");

    internal static SqlText FlagsDueQuery(DateTimeOffset now, int limit) => $"""
        select {ShipmentRow.Columns} from shipments s where s.flags_due_at <= {now} order by s.flags_due_at limit {limit}
        """;

    /// <summary>Notes when time may change the flags next, for a shipment whose flags it has not changed now.</summary>
    public static ValueTask Postpone(Session transaction, ShipmentRow shipment) => transaction.Later($"""
        update shipments set flags_due_at = {shipment.FlagsDueAt} where seq = {shipment.Seq} and organisation = {shipment.Organisation}
        """);

    private long latest = long.MinValue;

    private const int NamesakesAtMost = 20;

    // More, so that no organisation's namesakes crowd out another's.
    private const int NamesakesOfAll = 200;

    // A finished parcel gives its number back once the window since its last word is over; one on its way keeps it.
    private bool Holds(ShipmentRow existing, DateTimeOffset now) =>
        !StatusRank.IsTerminal(existing.Status) || existing.FreshAsOf + options.ReuseWindow > now;

    // A clock that is set back must not date a change before one that clients who sync have already seen.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var seen = Volatile.Read(ref latest); seen < now; seen = Volatile.Read(ref latest))
            Interlocked.CompareExchange(ref latest, now, seen);
        return DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref latest));
    }

    // An event nearly always puts off what time will do. Looking too early costs less than an index that is written to each time.
    private DateTimeOffset? DueAt(ShipmentRow before, ShipmentRow after) =>
        before.FlagsDueAt > time.GetUtcNow() && before.FlagsDueAt < after.FlagsDueAt ? before.FlagsDueAt : after.FlagsDueAt;

    private ShipmentRow Touched(ShipmentRow row) => row with { Version = row.Version + 1, UpdatedAt = Now() };

    // The text index of SQLite has no trigger on insert, for the sake of many at once.
    private static async ValueTask<ShipmentRow> Indexed(Session transaction, ShipmentRow created)
    {
        var stored = (await ById(transaction, created.Organisation, created.Id))!;
        if (transaction.Dialect == Dialect.Sqlite)
            await transaction.Execute(ShipmentQuery.Index(stored));
        return stored;
    }

    private async ValueTask<List<ShipmentRow>> NotHeld(Session transaction, List<ShipmentRow> wanted, DateTimeOffset now)
    {
        var live = await transaction.ListEach<ShipmentRow>(
            wanted.ConvertAll(row => LiveStatement(transaction, row.Organisation, row.Number, row.Carrier)));
        var seen = new HashSet<(string, string)>();
        var free = new List<ShipmentRow>(wanted.Count);
        for (var i = 0; i < live.Length; i++)
        {
            if (!seen.Add((wanted[i].Number, wanted[i].Carrier)))
                continue;
            if (live[i] is [var existing, ..])
            {
                if (Holds(existing, now))
                    continue;
                await GiveNumberBack(transaction, wanted[i]);
            }
            free.Add(wanted[i]);
        }
        return free;
    }

    private static ValueTask GiveNumberBack(Session transaction, ShipmentRow row) => transaction.Later($"""
        update shipments set holds_number = 0
        where organisation = {row.Organisation} and number = {row.Number} and carrier = {row.Carrier} and holds_number = 1
        """);

    private static SqlText InsertStatement(ShipmentRow row, FactPlace fact) => $"""
        insert into shipments (
            id, token, carrier, number, number_as_typed, reference, origin, destination, destination_city, destination_postcode,
            pieces, weight_grams, status, flags, told_flags, explanation_rule, explanation_correction, eta_from, eta_through,
            eta_source, promised_at, version, change, changed_in, created_at, updated_at, fresh_as_of, archived, flags_due_at,
            organisation)
        values (
            {row.Id}, {row.Token}, {row.Carrier}, {row.Number}, {row.NumberAsTyped}, {row.Reference}, {Places.ToJson(row.Origin)},
            {Places.ToJson(row.Destination)}, {row.Destination?.City}, {Places.NormalisePostcode(row.Destination?.Postcode)},
            {row.Pieces}, {row.WeightGrams}, {WireName.Of(row.Status)}, {row.Flags}, {row.ToldFlags}, {row.Explained.Rule}, {false},
            {row.Eta?.From}, {row.Eta?.Through}, {row.Eta?.Source}, {row.PromisedAt}, {row.Version}, {fact.Seq},
            {fact.Transaction}, {row.CreatedAt}, {row.UpdatedAt}, {row.FreshAsOf}, {false}, {row.FlagsDueAt}, {row.Organisation})
        """;

    private static byte[]? Dedupe(Explained explained) =>
        explained.Event is { } told ? Events.DedupeHash.ToBytes(told.Dedupe) : null;

    private static string? Json(ProofOfDelivery? proof) =>
        proof is null ? null : JsonSerializer.Serialize(proof, WireJson.Default.ProofOfDelivery);
}
