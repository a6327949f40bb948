using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Demo;

/// <summary>A parcel of the demo data set: how far along its route it has come, and when it got there.</summary>
/// <param name="Stops">Cities on the way, from the sender's to the recipient's.</param>
/// <param name="HoursAgo">When the last event happened.</param>
internal sealed record DemoParcel(
    string Number, string Carrier, string Reference, Location From, Location To, string[] Stops, Status Status, int HoursAgo,
    string? SubStatus = null, int? PromisedInHours = null);

/// <summary>People, shops and streets are invented; the numbers have the real shapes and check digits of their carriers.</summary>
internal static class DemoParcels
{
    private static readonly Location Bookshop = new("Papierhaus Lindner", "Hamburg", "20095", "DE", 53.5503, 10.0006);
    private static readonly Location Roastery = new("Kestrel Coffee Roasters", "Portland", "97209", "US", 45.5280, -122.6837);
    private static readonly Location Bicycle = new("Rijwielhandel Maas", "Utrecht", "3511 LX", "NL", 52.0907, 5.1214);
    private static readonly Location Ceramics = new("Ceramica Alba", "Porto", "4050-253", "PT", 41.1496, -8.6110);
    private static readonly Location Electronics = new("Harbour Electronics", "Shenzhen", "518000", "CN", 22.5431, 114.0579);

    public static readonly IReadOnlyList<DemoParcel> All =
    [
        new("1Z5R89390357567127", "ups", "ORDER-10021", Roastery, new("Maya Ortiz", "Denver", "80202", "US"),
            ["Portland", "Boise", "Salt Lake City", "Denver"], Status.OutForDelivery, 2, PromisedInHours: 6),
        new("1Z879E930346834440", "ups", "ORDER-10022", Roastery, new("Sam Whitfield", "Chicago", "60607", "US"),
            ["Portland", "Omaha", "Chicago"], Status.Delivered, 20, PromisedInHours: -18),
        new("986578788855", "fedex", "ORDER-10023", Roastery, new("Priya Nair", "Austin", "78701", "US"),
            ["Portland", "Memphis", "Austin"], Status.InTransit, 9, PromisedInHours: 30),
        new("477179081230", "fedex", "ORDER-10024", Electronics, new("Jonas Bauer", "Leipzig", "04109", "DE"),
            ["Shenzhen", "Guangzhou", "Leipzig"], Status.OnHold, 15, "customs", 20),
        new("9400111206206406260787", "usps", "ORDER-10025", Roastery, new("Ellen Brooks", "Burlington", "05401", "US"),
            ["Portland", "Albany", "Burlington"], Status.ReadyForPickup, 5, PromisedInHours: -4),
        new("03071790000523483741", "usps", "ORDER-10026", Roastery, new("Teo Park", "Seattle", "98101", "US"),
            ["Portland", "Tacoma", "Seattle"], Status.DeliveryFailed, 3, "recipient_absent", 2),
        new("RB123456785GB", "s10", "ORDER-10027", Bookshop, new("Hannah Clarke", "Leeds", "LS1 4DY", "GB"),
            ["Hamburg", "Frankfurt", "London", "Leeds"], Status.InTransit, 30, PromisedInHours: -6),
        new("3318810025", "dhl", "ORDER-10028", Bicycle, new("Lukas Steiner", "Wien", "1010", "AT"),
            ["Utrecht", "Köln", "Linz", "Wien"], Status.PickedUp, 4, PromisedInHours: 44),
        new("73891051146", "dhl", "ORDER-10029", Ceramics, new("Inês Faria", "Lisboa", "1100-148", "PT"),
            ["Porto", "Coimbra", "Lisboa"], Status.Delivered, 50, PromisedInHours: -40),
        new("GM2951173225174494", "dhl", "ORDER-10030", Electronics, new("Noah Jensen", "Aarhus", "8000", "DK"),
            ["Shenzhen", "Hong Kong", "København", "Aarhus"], Status.InTransit, 70),
        new("320595463938", "purolator", "ORDER-10031", Roastery, new("Chloé Tremblay", "Montréal", "H2Y 1C6", "CA"),
            ["Portland", "Vancouver", "Montréal"], Status.Pending, 1, PromisedInHours: 96),
        new("7035114477138472", "canada_post", "ORDER-10032", Roastery, new("Owen Fraser", "Halifax", "B3J 1S9", "CA"),
            ["Portland", "Toronto", "Halifax"], Status.ReturnToSender, 26, "address_unknown"),
        new("TBA010000000000", "amazon", "ORDER-10033", Electronics, new("Grace Lin", "Phoenix", "85004", "US"),
            ["Los Angeles", "Phoenix"], Status.OutForDelivery, 1, PromisedInHours: 4),
        new("C11031500001879", "ontrac", "ORDER-10034", Roastery, new("Diego Ramos", "San Diego", "92101", "US"),
            ["Portland", "Sacramento", "San Diego"], Status.Delivered, 6, PromisedInHours: 2),
        new("LX17635036", "lasership", "ORDER-10035", Ceramics, new("Ada Nwosu", "Boston", "02108", "US"),
            ["Newark", "Boston"], Status.Cancelled, 40),
    ];
}
