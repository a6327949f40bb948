using Edge.Caching.HttpCaching;
using Edge.Hosting.Endpoints;
using Edge.Shared.Contracts;
using Edge.Shared.Signing;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.ApiKeys;

/// <summary>All keys ever issued, the newest first; the revoked ones stay, so that an old log line still has a name to it.</summary>
internal static class ListApiKeys
{
    public static async Task<JsonAnswer<ApiKeyList>> Handle(HttpContext http, Database database, CancellationToken cancellation)
    {
        var rows = await database.Read(
            session => session.List<ApiKeyRow>($"""
                select id, name, role, hint, created_at, expires_at, revoked_at, signing_algorithm, signing_key, signing_required
                from api_keys where organisation = {http.Caller().Organisation} order by id desc
                """),
            cancellation);
        return Answers.Ok(new ApiKeyList([.. rows.Select(row => row.Key)]), WireJson.Default.ApiKeyList);
    }

    private sealed record ApiKeyRow(ApiKey Key) : IRow<ApiKeyRow>
    {
        public static ApiKeyRow Read(Columns columns) => new(new ApiKey(
            columns.Id(0),
            columns.Text(1),
            WireName.Parse<Role>(columns.Text(2)),
            columns.Text(3),
            columns.Time(4),
            columns.TimeOrNull(5),
            columns.TimeOrNull(6),
            SigningOf(columns)));

        // A shared secret stays where it is.
        private static ApiKeySigning? SigningOf(Columns columns)
        {
            if (columns.TextOrNull(7) is not { } word)
                return null;
            var algorithm = WireName.Parse<SignatureAlgorithm>(word);
            var publicKey = algorithm == SignatureAlgorithm.HmacSha256 ? null : KeyText.Write(algorithm, columns.Bytes(8));
            return new ApiKeySigning(algorithm, publicKey, columns.Bool(9));
        }
    }
}
