using System.Globalization;
using Edge.Shared.Contracts;

namespace Edge.Shared.Client;

/// <summary>
/// The API in types. Writes carry an Idempotency-Key, so that a lost answer is asked for again and nothing is done twice; give a key of your
/// own to make that hold beyond this process. Every call may throw <see cref="EdgeProblemException"/> when the service refuses,
/// <see cref="HttpRequestException"/> when it cannot be reached after all attempts, and <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class EdgeClient : IDisposable
{
    private const string Root = "api/v1/";
    private readonly EdgeConnection connection;

    /// <param name="address">Where the service is, such as <c>https://edge.example.com</c>.</param>
    /// <param name="inner">What sends; a pooled connection of its own when null.</param>
    public EdgeClient(Uri address, EdgeCredentials credentials, RetryPolicy? retries = null, HttpMessageHandler? inner = null, TimeProvider? time = null) =>
        connection = new EdgeConnection(address, credentials, retries ?? RetryPolicy.Default, inner, time ?? TimeProvider.System);

    public Task<Me> GetMe(CancellationToken cancellation = default) =>
        connection.Get($"{Root}session", WireJson.Reading.Me, cancellation);

    public Task<CarrierDetection> DetectCarrier(string number, CancellationToken cancellation = default) =>
        connection.Get($"{Root}carriers/detect?number={Uri.EscapeDataString(number)}", WireJson.Reading.CarrierDetection, cancellation);

    public Task<Shipment> CreateShipment(CreateShipmentRequest shipment, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        connection.Post($"{Root}shipments", shipment, WireJson.Default.CreateShipmentRequest, WireJson.Reading.Shipment, idempotencyKey, cancellation);

    public Task<Shipment> GetShipment(Guid id, CancellationToken cancellation = default) =>
        connection.Get($"{Root}shipments/{id}", WireJson.Reading.Shipment, cancellation);

    /// <param name="cursor">The <c>Next</c> of the page before; null for the first one.</param>
    public Task<ShipmentPage> ListShipments(ShipmentListing? listing = null, string? cursor = null, CancellationToken cancellation = default) =>
        connection.Get($"{Root}shipments{(listing ?? new ShipmentListing()).Query(cursor)}", WireJson.Reading.ShipmentPage, cancellation);

    /// <summary>All shipments of a listing, page by page, as the caller goes on.</summary>
    public async IAsyncEnumerable<Shipment> AllShipments(
        ShipmentListing? listing = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? cursor = null;
        do
        {
            var page = await ListShipments(listing, cursor, cancellation);
            foreach (var shipment in page.Items)
                yield return shipment;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <param name="version">The version that the change was made on; a newer one is refused with <see cref="EdgeConflictException"/>.</param>
    public Task<Shipment> UpdateShipment(
        Guid id, long version, UpdateShipmentRequest details, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        connection.Put(
            $"{Root}shipments/{id}", version.ToString(CultureInfo.InvariantCulture), details, WireJson.Default.UpdateShipmentRequest, WireJson.Reading.Shipment,
            idempotencyKey, cancellation);

    public Task<Shipment> ArchiveShipment(Guid id, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        connection.Post($"{Root}shipments/{id}/archive", WireJson.Reading.Shipment, idempotencyKey, cancellation);

    public Task<EventPage> ListEvents(Guid shipment, string? cursor = null, CancellationToken cancellation = default) =>
        connection.Get($"{Root}shipments/{shipment}/events{ShipmentListing.Written([("cursor", cursor)])}", WireJson.Reading.EventPage, cancellation);

    public Task<AppendedEvent> AppendEvent(
        Guid shipment, AppendEventRequest appended, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        connection.Post(
            $"{Root}shipments/{shipment}/events", appended, WireJson.Default.AppendEventRequest, WireJson.Reading.AppendedEvent, idempotencyKey, cancellation);

    /// <summary>Up to 1,000 events for any shipments; the result of each stands in the answer.</summary>
    public Task<AppendEventsResponse> AppendEvents(
        AppendEventsRequest events, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        connection.Post($"{Root}events", events, WireJson.Default.AppendEventsRequest, WireJson.Reading.AppendEventsResponse, idempotencyKey, cancellation);

    /// <summary>Sends a file of shipments. It is read twice when it is signed, and again when it is repeated: it has to be seekable.</summary>
    /// <param name="mediaType"><c>text/csv</c> or <c>application/x-ndjson</c>.</param>
    /// <param name="id">Names the import; the same file under the same id goes on where it stopped, so it is safe to repeat.</param>
    public Task<ImportReport> ImportShipments(Stream file, string mediaType, string id, CancellationToken cancellation = default) =>
        file.CanSeek
            ? connection.Send($"{Root}shipments/import?id={Uri.EscapeDataString(id)}", file, mediaType, WireJson.Reading.ImportReport, cancellation)
            : throw new ArgumentException("The file has to be seekable.", nameof(file));

    public Task<ImportReport> GetImport(string id, CancellationToken cancellation = default) =>
        connection.Get($"{Root}shipments/imports/{Uri.EscapeDataString(id)}", WireJson.Reading.ImportReport, cancellation);

    public Task<ApiKeyList> ListApiKeys(CancellationToken cancellation = default) =>
        connection.Get($"{Root}api-keys", WireJson.Reading.ApiKeyList, cancellation);

    /// <summary>Not repeated when the answer is lost: the secret is in it, and the service does not keep it.</summary>
    public Task<IssuedApiKey> IssueApiKey(CreateApiKeyRequest key, CancellationToken cancellation = default) =>
        connection.PostOnce($"{Root}api-keys", key, WireJson.Default.CreateApiKeyRequest, WireJson.Reading.IssuedApiKey, cancellation);

    public Task RevokeApiKey(Guid id, CancellationToken cancellation = default) => connection.Delete($"{Root}api-keys/{id}", cancellation);

    public void Dispose() => connection.Dispose();
}
