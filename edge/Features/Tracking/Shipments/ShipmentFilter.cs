using System.Globalization;
using Edge.Features.Tracking.Carriers;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Storage;

namespace Edge.Features.Tracking.Shipments;

/// <summary>Which shipments a list shows, and from where on.</summary>
/// <param name="Organisation">Whose; those of others are not looked at.</param>
/// <param name="Archived">Null for both, as a client that syncs needs it: it has to learn what went out of sight.</param>
/// <param name="UpdatedSince">Given, the list runs by change, oldest first; else newest first.</param>
internal sealed record ShipmentFilter(
    long Organisation, Status? Status, string? Carrier, ShipmentFlag? Flag, bool? Archived, DateTimeOffset? UpdatedSince,
    SearchText? Search, Cursor? After, int Limit)
{
    public CursorKind Order => UpdatedSince is null ? CursorKind.Newest : OrderOfChange;

    /// <summary>What the engine lists changes by.</summary>
    public CursorKind OrderOfChange { get; init; } = CursorKind.Changed;

    /// <exception cref="ProblemException">A parameter cannot be used; the problem names it.</exception>
    public static ShipmentFilter Parse(ListShipmentsQuery query, long organisation, Dialect dialect)
    {
        var since = Moment("updated_since", query.UpdatedSince);
        var changed = dialect == Dialect.Postgres ? CursorKind.ChangedByTransaction : CursorKind.Changed;
        return new ShipmentFilter(
            organisation,
            Word<Status>("status", query.Status),
            KnownCarrier(query.Carrier),
            Word<ShipmentFlag>("flag", query.Flag),
            Switch("archived", query.Archived) ?? (since is null ? false : null),
            since,
            SearchText.Parse(query.Search),
            Tracking.Cursor.Parse(query.Cursor, since is null ? CursorKind.Newest : changed),
            PageSize.Parse(query.Limit))
        { OrderOfChange = changed };
    }

    private static T? Word<T>(string name, string? text) where T : struct, Enum
    {
        if (text is null)
            return null;
        return WireName.TryParse<T>(text, out var value)
            ? value
            : throw new ProblemException(Problems.InvalidParameter(name, $"One of {string.Join(", ", WireName.All<T>())}."));
    }

    private static string? KnownCarrier(string? carrier) =>
        carrier is null || CarrierCatalog.Find(carrier) is not null
            ? carrier
            : throw new ProblemException(Problems.InvalidParameter("carrier", "Not the id of a carrier; GET /api/v1/carriers lists them."));

    private static bool? Switch(string name, string? text) => text switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new ProblemException(Problems.InvalidParameter(name, "true or false.")),
    };

    // A bare date-time without offset would mean a different moment on each machine.
    private static DateTimeOffset? Moment(string name, string? text)
    {
        if (text is null)
            return null;
        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T');
        return hasOffset && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new ProblemException(Problems.InvalidParameter(name, "A date and time with offset (RFC 3339), such as 2026-03-02T12:00:00Z."));
    }
}
