using System.Security.Cryptography;
using System.Text;

namespace Edge.Features.Tracking.PublicView;

/// <summary>The postcode challenge: blanks, dashes and case do not matter, and the comparison takes the same time for every guess.</summary>
internal static class PublicPostcode
{
    /// <summary>Whether there is anything to ask for.</summary>
    public static bool IsAsked(string? postcode) => Places.NormalisePostcode(postcode) is not null;

    /// <returns>False as well when the shipment has no postcode: what nobody can know opens nothing.</returns>
    public static bool Opens(string? given, string? postcode)
    {
        if (Places.NormalisePostcode(postcode) is not { } known || Places.NormalisePostcode(given) is not { } guess)
            return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(guess), Encoding.UTF8.GetBytes(known));
    }
}
