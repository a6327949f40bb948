namespace Edge.Tests.Architecture;

/// <summary>Who may know whom (docs/ARCHITECTURE.md, "Rules").</summary>
public class LayerTests
{
    // Lowest first: each sees those before it.
    private static readonly string[] Order = ["Hosting", "Storage", "Observability", "Caching", "Pipeline", "Features", "Commands"];

    [Fact]
    public void A_layer_names_no_layer_above_it()
    {
        var upward =
            from file in SourceTree.Service
            where file.Layer is not ""
            from name in file.Names
            let target = Array.IndexOf(Order, name.Split('.')[0])
            where target > Array.IndexOf(Order, file.Layer)
            select $"{file.Path} names {name}";
        Assert.Empty(upward);
    }

    [Fact]
    public void Every_folder_of_the_service_is_a_layer() =>
        Assert.Empty(SourceTree.Service.Select(file => file.Layer).Where(layer => layer is not "").Distinct().Except(Order));

    [Fact]
    public void The_contracts_know_nobody() =>
        Assert.Empty(
            from file in SourceTree.CSharp
            where file.Path.StartsWith("shared/", StringComparison.Ordinal)
            from name in file.Names
            where name is not "Shared"
            select $"{file.Path} names {name}");

    // The modules under Features/Tracking are one family around one aggregate, the shipment: they may name each other.
    [Fact]
    public void A_feature_names_no_other_feature()
    {
        var sideways =
            from file in SourceTree.Service
            where file.Layer is "Features" && file.Name is not "FeaturesModule.cs"
            let own = $"Features.{file.Path.Split('/')[2]}"
            from name in file.Names
            where name.StartsWith("Features.", StringComparison.Ordinal) && name != own
            select $"{file.Path} names {name}";
        Assert.Empty(sideways);
    }

    [Fact]
    public void Nothing_of_the_service_is_public() => Assert.Empty(typeof(Program).Assembly.GetExportedTypes());
}
