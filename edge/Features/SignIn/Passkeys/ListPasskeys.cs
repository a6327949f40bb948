using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>The caller's passkeys, in the order in which they were added.</summary>
internal static class ListPasskeys
{
    public static async Task<JsonAnswer<PasskeyList>> Handle(HttpContext http, PasskeyStore passkeys)
    {
        var rows = await passkeys.List(http.Caller().User!.Value, http.RequestAborted);
        return Answers.Ok(new PasskeyList(rows.ConvertAll(row => row.Passkey)), WireJson.Default.PasskeyList);
    }
}
