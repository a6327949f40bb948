using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edge.Shared.Contracts;

/// <summary>Everything that crosses the wire, serialised by generated code: snake_case names, nulls left out, unknown members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(Rfc3339Time)],
    MaxDepth = 16)]
[JsonSerializable(typeof(Shipment))]
[JsonSerializable(typeof(ShipmentPage))]
[JsonSerializable(typeof(CreateShipmentRequest))]
[JsonSerializable(typeof(UpdateShipmentRequest))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(AppendEventRequest))]
[JsonSerializable(typeof(AppendedEvent))]
[JsonSerializable(typeof(AppendEventsRequest))]
[JsonSerializable(typeof(AppendEventsResponse))]
[JsonSerializable(typeof(AddProofRequest))]
[JsonSerializable(typeof(Proof))]
[JsonSerializable(typeof(ProofList))]
[JsonSerializable(typeof(PublicProofList))]
[JsonSerializable(typeof(CarrierList))]
[JsonSerializable(typeof(CarrierDetection))]
[JsonSerializable(typeof(PublicShipment))]
[JsonSerializable(typeof(UnlockDetailsRequest))]
[JsonSerializable(typeof(PublicDetails))]
[JsonSerializable(typeof(FollowRequest))]
[JsonSerializable(typeof(Followed))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(DeviceSessionList))]
[JsonSerializable(typeof(PasskeyCreationOptions))]
[JsonSerializable(typeof(PasskeyRequestOptions))]
[JsonSerializable(typeof(AddPasskeyRequest))]
[JsonSerializable(typeof(RenamePasskeyRequest))]
[JsonSerializable(typeof(PasskeyAssertion))]
[JsonSerializable(typeof(Passkey))]
[JsonSerializable(typeof(PasskeyList))]
[JsonSerializable(typeof(WalletChallengeRequest))]
[JsonSerializable(typeof(WalletChallenge))]
[JsonSerializable(typeof(WalletSignInRequest))]
[JsonSerializable(typeof(LinkWalletRequest))]
[JsonSerializable(typeof(Wallet))]
[JsonSerializable(typeof(WalletList))]
[JsonSerializable(typeof(ApiKeyList))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(IssuedApiKey))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ChangeApiKeyRequest))]
[JsonSerializable(typeof(RotateApiKeyRequest))]
[JsonSerializable(typeof(ApiKeyUsage))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(DetailedHealth))]
[JsonSerializable(typeof(CacheReport))]
[JsonSerializable(typeof(CacheKeyList))]
[JsonSerializable(typeof(CacheRecommendationList))]
[JsonSerializable(typeof(CacheChange))]
[JsonSerializable(typeof(PurgeCacheRequest))]
[JsonSerializable(typeof(SubscriptionKey))]
[JsonSerializable(typeof(SaveSubscriptionRequest))]
[JsonSerializable(typeof(FindSubscriptionsRequest))]
[JsonSerializable(typeof(RemoveSubscriptionsRequest))]
[JsonSerializable(typeof(RenewSubscriptionRequest))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(PushReport))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(UserWayInList))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(AddedUser))]
[JsonSerializable(typeof(IssuedSignInLink))]
[JsonSerializable(typeof(RoleList))]
[JsonSerializable(typeof(Organisation))]
[JsonSerializable(typeof(OrganisationList))]
[JsonSerializable(typeof(CreateOrganisationRequest))]
[JsonSerializable(typeof(RenameOrganisationRequest))]
[JsonSerializable(typeof(AddedOrganisation))]
[JsonSerializable(typeof(ProblemDetails))]
// Route, query and header parameters: the OpenAPI generator needs their types here too.
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(Status?))]
[JsonSerializable(typeof(ShipmentFlag?))]
public sealed partial class WireJson : JsonSerializerContext
{
    // Lazy: the initialisers of a class in several files have no order, and Default is one of them.
    private static readonly Lazy<WireJson> LazyReading = new(() => new WireJson(new JsonSerializerOptions(Default!.Options)
    {
        RespectRequiredConstructorParameters = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    }));

    /// <summary>For clients: answers leave nulls out, and newer servers may say more than this build knows.</summary>
    public static WireJson Reading => LazyReading.Value;
}
