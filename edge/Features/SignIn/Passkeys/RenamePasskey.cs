using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;

namespace Edge.Features.SignIn.Passkeys;

/// <summary>Gives one of the caller's passkeys another name.</summary>
internal static class RenamePasskey
{
    public static async Task<JsonAnswer<Passkey>> Handle(Guid id, RenamePasskeyRequest request, HttpContext http, PasskeyStore passkeys) =>
        await passkeys.Rename(http.Caller().User!.Value, id, Names.Checked(request.Name), http.RequestAborted) is { } renamed
            ? Answers.Ok(renamed, WireJson.Default.Passkey)
            : throw new ProblemException(Problems.PasskeyNotFound());
}
