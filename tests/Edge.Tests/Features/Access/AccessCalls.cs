using System.Net.Http.Json;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Access;

/// <summary>What the tests of users and organisations ask for again and again.</summary>
internal static class AccessCalls
{
    public const string Users = "/api/v1/users";
    public const string Organisations = "/api/v1/organisations";
    public const string Session = "/api/v1/session";

    /// <summary>A browser of its own that has opened a link.</summary>
    public static async Task<HttpClient> Opens(this EdgeServer server, IssuedSignInLink link)
    {
        using var answer = await server.Try(link);
        answer.EnsureSuccessStatusCode();
        var client = server.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public static Task<HttpResponseMessage> Try(this EdgeServer server, IssuedSignInLink link) => server.Http.PostAsJsonAsync(
        Session, new SignInRequest(new Uri(link.Url).Fragment["#token=".Length..]), WireJson.Default.SignInRequest);

    public static async Task<AddedUser> AddUser(this HttpClient admin, string name, Role role)
    {
        using var answer = await admin.PostAsJsonAsync(Users, new CreateUserRequest(name, role), WireJson.Default.CreateUserRequest);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.AddedUser))!;
    }

    public static async Task<AddedOrganisation> AddOrganisation(this HttpClient admin, string name)
    {
        using var answer = await admin.PostAsJsonAsync(
            Organisations, new CreateOrganisationRequest(name, "First"), WireJson.Default.CreateOrganisationRequest);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(WireJson.Reading.AddedOrganisation))!;
    }

    public static Task<HttpResponseMessage> Update(this HttpClient admin, Guid id, string name, Role role, string? version = "\"1\"")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Users}/{id}")
        {
            Content = JsonContent.Create(new UpdateUserRequest(name, role), WireJson.Default.UpdateUserRequest),
        };
        if (version is not null)
            request.Headers.Add("If-Match", version);
        return admin.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Post(this HttpClient admin, Guid id, string what, string under = Users) =>
        admin.PostAsync($"{under}/{id}/{what}", null);

    public static async Task<IReadOnlyList<User>> ListUsers(this HttpClient admin) =>
        (await admin.GetFromJsonAsync(Users, WireJson.Reading.UserList))!.Items;

    public static async Task<Me> Me(this HttpClient client) => (await client.GetFromJsonAsync(Session, WireJson.Reading.Me))!;
}
