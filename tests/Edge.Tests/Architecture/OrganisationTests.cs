using System.Text.RegularExpressions;

namespace Edge.Tests.Architecture;

/// <summary>No query of a feature reaches shipments without saying of which organisation.</summary>
public partial class OrganisationTests
{
    /// <summary>Those that need not, by a part of their text, with the reason.</summary>
    private static readonly (string Path, string Statement)[] Exempt =
    [
        // Who holds the public token has the right to look, whoever he is.
        ("edge/Features/Tracking/Shipments/ShipmentStore.cs", "where s.token = "),
        ("edge/Features/Push/Subscriptions/SubscriptionStore.cs", "select id from shipments where token = "),
        // What a device follows by a parcel's token, shown with that token again.
        ("edge/Features/Push/Subscriptions/SubscriptionStore.cs", "select token from shipments where id = "),
        ("edge/Features/Push/Subscriptions/SubscriptionStore.cs", "select 1 from shipments where id = "),
        // The clock and retention are the same for all, and answer nobody.
        ("edge/Features/Tracking/Shipments/ShipmentStore.cs", "where s.flags_due_at <= "),
        ("edge/Features/Tracking/Shipments/RetentionStore.cs", "where s.archived_at is null and s.status in"),
        ("edge/Features/Tracking/Shipments/RetentionStore.cs", "where s.archived_at <= "),
        // Caches in front drop a page by the fact about its shipment.
        ("edge/Features/Tracking/PublicView/PublicPathStore.cs", "select token from shipments where id = "),
    ];

    [Fact]
    public void Every_statement_about_shipments_says_of_which_organisation() =>
        Assert.Empty(
            from file in SourceTree.Service
            where file.Layer is "Features"
            from Match statement in Statement().Matches(file.Code)
            where Shipments().IsMatch(statement.Value) && !Organisation().IsMatch(statement.Value)
            where !Exempt.Any(known => known.Path == file.Path && statement.Value.Contains(known.Statement, StringComparison.Ordinal))
            select $"{file.Path}: {statement.Value}");

    [Fact]
    public void Each_exemption_is_needed() =>
        Assert.All(Exempt, known => Assert.Contains(
            SourceTree.Service.Where(file => file.Path == known.Path).SelectMany(file => Statement().Matches(file.Code)),
            statement => statement.Value.Contains(known.Statement, StringComparison.Ordinal)
                && Shipments().IsMatch(statement.Value) && !Organisation().IsMatch(statement.Value)));

    [Fact]
    public void A_statement_that_forgets_it_is_found()
    {
        const string forgetful = "\"select 1 from shipments s where s.id = {id}\"";
        Assert.Matches(Statement(), forgetful);
        Assert.Matches(Shipments(), forgetful);
        Assert.DoesNotMatch(Organisation(), forgetful);
    }

    // A raw string, or a plain one.
    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+shipment(?:s|_changes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Shipments();

    // By its name, or by a piece of text that says it.
    [GeneratedRegex(@"\borganisation\b|\{(?:ofOrganisation\}|Of\(|Since\(|Entries\(|Behind\()")]
    private static partial Regex Organisation();
}
