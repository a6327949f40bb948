using System.Net;
using System.Text;
using Edge.Shared.Client;
using Edge.Shared.Contracts;
using Edge.Tests.Features.ApiKeys;
using Edge.Tests.Pipeline.Signatures;

namespace Edge.Tests.Shared.Client;

/// <summary>The client against the service itself, over a real connection.</summary>
public class EdgeClientTests
{
    private static readonly RetryPolicy Quick = new(4, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(SignatureAlgorithm.HmacSha256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public async Task A_day_of_a_program_that_signs(SignatureAlgorithm algorithm)
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, algorithm: algorithm, required: true);
        using var credentials = algorithm == SignatureAlgorithm.HmacSha256
            ? EdgeCredentials.OfSigningSecret(caller.Issued.ApiKey.Id, caller.Issued.Secret)
            : EdgeCredentials.OfKey(caller.Issued.ApiKey.Id, caller.Key);
        using var edge = Client(server, credentials);

        var me = await edge.GetMe();
        var made = await edge.CreateShipment(new CreateShipmentRequest("1Z999AA10123456784", Reference: "order ä/1?"));
        var changed = await edge.UpdateShipment(made.Id, made.Version, new UpdateShipmentRequest("order 2"));
        var appended = await edge.AppendEvent(made.Id, new AppendEventRequest(server.Time.GetUtcNow(), Status.InTransit));
        var batch = await edge.AppendEvents(new([new(new(server.Time.GetUtcNow(), Status.OutForDelivery), made.Id)]));
        var events = await edge.ListEvents(made.Id);
        var detection = await edge.DetectCarrier("1Z 999 AA1 0123456784");
        var archived = await edge.ArchiveShipment(made.Id);

        Assert.Equal(("api_key", Role.Admin), (me.Via, me.Role));
        Assert.Equal(("order ä/1?", "order 2"), (made.Reference, changed.Reference));
        Assert.Equal((AppendOutcome.Appended, 1, 2), (appended.Outcome, batch.Appended, events.Items.Count));
        Assert.Equal("ups", detection.Candidates[0].Carrier);
        Assert.Equal(archived.Version, (await edge.GetShipment(made.Id)).Version);
        Assert.NotNull(archived.ArchivedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_goes_on_with_a_rotated_secret(bool signs)
    {
        await using var scene = await KeyScene.Start();
        using var caller = await SignedCaller.Create(scene.Server);
        var id = caller.Issued.ApiKey.Id;
        using var credentials = signs ? EdgeCredentials.OfSigningSecret(id, caller.Issued.Secret) : EdgeCredentials.OfSecret(caller.Issued.Secret);
        using var edge = Client(scene.Server, credentials);
        var rotated = await scene.Rotated(id);
        Assert.Equal("signer", (await edge.GetMe()).Name);

        credentials.Rotate(rotated.Secret);
        scene.Server.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("signer", (await edge.GetMe()).Name);
    }

    [Fact]
    public async Task A_file_is_imported_and_listed_page_by_page()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var edge = Client(server, EdgeCredentials.OfSigningSecret(caller.Issued.ApiKey.Id, caller.Issued.Secret));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"number,carrier\n{string.Concat(Enumerable.Range(0, 7).Select(i => $"EDGE{i:000},other\n"))}"));

        var report = await edge.ImportShipments(file, "text/csv", "first-file");
        var numbers = new List<string>();
        await foreach (var shipment in edge.AllShipments(new ShipmentListing(Carrier: "other", Limit: 3)))
            numbers.Add(shipment.Number);

        Assert.Equal(7, report.Created);
        Assert.Equal(7, (await edge.GetImport("first-file")).Created);
        Assert.Equal(7, numbers.Distinct().Count());
    }

    [Fact]
    public async Task Keys_are_issued_listed_and_revoked_with_a_bare_secret_too()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var edge = Client(server, EdgeCredentials.OfSecret(caller.Issued.Secret));

        var issued = await edge.IssueApiKey(new CreateApiKeyRequest("second", Role.Driver));
        await edge.RevokeApiKey(issued.ApiKey.Id);

        var list = await edge.ListApiKeys();
        Assert.NotNull(list.Items.Single(key => key.Name == "second").RevokedAt);
    }

    [Fact]
    public async Task Refusals_come_as_what_they_are()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server, Role.Operator);
        using var edge = Client(server, EdgeCredentials.OfSigningSecret(caller.Issued.ApiKey.Id, caller.Issued.Secret));
        using var stranger = Client(server, EdgeCredentials.OfSigningSecret(Guid.NewGuid(), caller.Issued.Secret));
        var made = await edge.CreateShipment(new CreateShipmentRequest("1Z999AA10123456784"));

        var missing = await Assert.ThrowsAsync<EdgeNotFoundException>(() => edge.GetShipment(Guid.NewGuid()));
        var exists = await Assert.ThrowsAsync<EdgeConflictException>(() => edge.CreateShipment(new CreateShipmentRequest("1Z999AA10123456784")));
        var stale = await Assert.ThrowsAsync<EdgeConflictException>(() => edge.UpdateShipment(made.Id, made.Version + 1, new UpdateShipmentRequest()));
        var wrong = await Assert.ThrowsAsync<EdgeValidationException>(() => edge.CreateShipment(new CreateShipmentRequest("")));
        var forbidden = await Assert.ThrowsAsync<EdgeForbiddenException>(() => edge.ListApiKeys());
        var unknown = await Assert.ThrowsAsync<EdgeUnauthenticatedException>(() => stranger.GetMe());

        Assert.Equal(("shipment-not-found", HttpStatusCode.NotFound), (missing.Slug, missing.Status));
        Assert.Equal(("shipment-exists", made.Id), (exists.Slug, exists.Existing));
        Assert.Equal("version-mismatch", stale.Slug);
        Assert.Contains("number", wrong.Errors.Keys);
        Assert.Equal("permission-missing", forbidden.Slug);
        Assert.Equal("signature-invalid", unknown.Slug);
        Assert.NotEmpty(unknown.Problem.RequestId);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_nothing_is_done_twice()
    {
        await using var server = await EdgeServer.Start();
        using var caller = await SignedCaller.Create(server);
        using var lossy = new LossyHandler(lost: 2);
        using var edge = new EdgeClient(
            caller.Http.BaseAddress!, EdgeCredentials.OfSigningSecret(caller.Issued.ApiKey.Id, caller.Issued.Secret), Quick, lossy, server.Time);

        var made = await edge.CreateShipment(new CreateShipmentRequest("1Z999AA10123456784"));

        Assert.Equal(3, lossy.Sent);
        Assert.Equal(made.Id, (await edge.ListShipments()).Items.Single().Id);
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        await using var server = await EdgeServer.Start();
        using var edge = Client(server, EdgeCredentials.OfSecret("edge_"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edge.GetMe(cancelled.Token));
    }

    private static EdgeClient Client(EdgeServer server, EdgeCredentials credentials)
    {
        using var any = server.NewClient();
        return new EdgeClient(any.BaseAddress!, credentials, Quick, null, server.Time);
    }

    /// <summary>Carries requests to the service and loses the first answers.</summary>
    private sealed class LossyHandler(int lost) : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (++Sent > lost)
                return answer;
            answer.Dispose();
            throw new HttpRequestException("The answer is lost.");
        }
    }
}
