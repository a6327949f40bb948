using Edge.Shared.Contracts;

namespace Edge.Features.Tracking.Shipments;

/// <summary>Flags as the bits of the column <c>shipments.flags</c>. The values are in indexes and never change.</summary>
internal static class FlagBits
{
    public const int Delayed = 1;
    public const int Stale = 16;

    private static readonly ShipmentFlag[] All = Enum.GetValues<ShipmentFlag>();

    public static int Of(ShipmentFlag flag) => flag switch
    {
        ShipmentFlag.Delayed => Delayed,
        ShipmentFlag.Customs => 2,
        ShipmentFlag.ActionRequired => 4,
        ShipmentFlag.Exception => 8,
        ShipmentFlag.Stale => Stale,
        _ => throw new ArgumentOutOfRangeException(nameof(flag), flag, null),
    };

    public static int Of(IReadOnlyList<ShipmentFlag>? flags)
    {
        var bits = 0;
        for (var i = 0; i < (flags?.Count ?? 0); i++)
            bits |= Of(flags![i]);
        return bits;
    }

    public static IReadOnlyList<ShipmentFlag> Flags(int bits) =>
        bits == 0 ? [] : Array.FindAll(All, flag => (bits & Of(flag)) != 0);
}
