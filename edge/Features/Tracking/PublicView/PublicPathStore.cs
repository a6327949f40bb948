using Edge.Features.Tracking.Shipments;
using Edge.Storage;
using Edge.Storage.Sql;

namespace Edge.Features.Tracking.PublicView;

/// <summary>Finds the public page of a shipment, for caches in front that drop answers by their path.</summary>
internal sealed class PublicPathStore(Database database)
{
    private const string Prefix = ShipmentFacts.Noun + ":";

    /// <param name="subjects"><c>shipment:{id}</c>; others, and what is gone, have no path.</param>
    public async ValueTask<List<string>> PathsOf(IReadOnlyCollection<string> subjects, CancellationToken cancellation)
    {
        var paths = new List<string>();
        foreach (var subject in subjects)
        {
            if (!subject.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParse(subject.AsSpan(Prefix.Length), out var id))
                continue;
            var row = await database.Read(session => session.First<TokenRow>($"select token from shipments where id = {id}"), cancellation);
            if (row is not null)
                paths.Add(PublicViews.KeyOf(row.Token));
        }
        return paths;
    }

    private sealed record TokenRow(string Token) : IRow<TokenRow>
    {
        public static TokenRow Read(Columns columns) => new(columns.Text(0));
    }
}
