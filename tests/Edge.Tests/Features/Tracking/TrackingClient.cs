using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking;

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)
{
    public string? ETag => Headers.ETag?.Tag;

    /// <summary>The part of the entity tag that counts the changes of the resource.</summary>
    public string? Version => ETag?.Split('.')[0].Trim('"');

    public T As<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Body, type)!;

    public Shipment Shipment => As(WireJson.Reading.Shipment);

    public ProblemDetails Problem => As(WireJson.Reading.ProblemDetails);

    public string ProblemType => Problem.Type.Split('#')[1];

    /// <summary>The fields that a problem names, in the order of the alphabet.</summary>
    public string Fields => string.Join(' ', Problem.Errors!.Keys.Order(StringComparer.Ordinal));
}

/// <summary>Speaks with the tracking endpoints as one role, of the home organisation or another.</summary>
internal sealed class TrackingClient(EdgeServer server, Role? role = Role.Operator, long organisation = Organisations.Home)
{
    private readonly Lazy<Task<HttpClient>> http = new(() => role switch
    {
        null => Task.FromResult(server.Http),
        { } known when organisation == Organisations.Home => server.ApiKey(known),
        { } known => server.OtherApiKey(known, organisation),
    });

    public const string Root = "/api/v1/shipments";

    // A UPS number whose check digit is right.
    public const string UpsNumber = "1Z5R89390357567127";

    public TrackingClient As(Role? other) => new(server, other, organisation);

    /// <summary>The same role in another organisation.</summary>
    public TrackingClient Elsewhere() => new(server, role, OtherOrganisation.Number);

    public async Task<Answer> Send(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await (await http.Value).SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, body, headers);

    /// <summary>Creates a shipment of the carrier "other" unless the request names one.</summary>
    public async Task<Shipment> Create(string number, Func<CreateShipmentRequest, CreateShipmentRequest>? with = null)
    {
        var request = new CreateShipmentRequest(number, "other");
        request = with is null ? request : with(request);
        var answer = await Post(Root, JsonSerializer.Serialize(request, WireJson.Default.CreateShipmentRequest));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Shipment;
    }

    public async Task<Shipment> Read(Guid id) => (await Get($"{Root}/{id}")).Shipment;

    public Task<Answer> Append(Guid id, AppendEventRequest request, params (string Name, string Value)[] headers) =>
        Post($"{Root}/{id}/events", JsonSerializer.Serialize(request, WireJson.Default.AppendEventRequest), headers);

    /// <summary>Appends an event that happened so many minutes after noon.</summary>
    public async Task<AppendedEvent> Append(Guid id, Status status, int minute, bool correction = false)
    {
        var request = new AppendEventRequest(FakeTime.Noon.AddMinutes(minute), status, Correction: correction);
        return (await Append(id, request)).As(WireJson.Reading.AppendedEvent);
    }

    public async Task<ShipmentPage> List(string query)
    {
        if (query.Contains("updated_since", StringComparison.Ordinal))
            await server.Settled();
        var answer = await Get($"{Root}?{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, $"{query}: {answer.Status} {answer.Body}");
        return answer.As(WireJson.Reading.ShipmentPage);
    }

    public async Task<EventPage> Timeline(Guid id, string query = "") =>
        (await Get($"{Root}/{id}/events?{query}")).As(WireJson.Reading.EventPage);
}
