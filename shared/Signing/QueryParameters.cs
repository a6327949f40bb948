using System.Globalization;
using System.Text;

namespace Edge.Shared.Signing;

/// <summary>
/// Query parameters as RFC 9421, section 2.2.8, compares them: read as form data, written again with everything escaped but letters,
/// digits and <c>*-._</c> (the application/x-www-form-urlencoded percent-encode set of the URL standard), a blank as %20.
/// </summary>
internal static class QueryParameters
{
    /// <param name="query">With its question mark.</param>
    /// <exception cref="SignatureFormatException">No parameter has the name, or more than one.</exception>
    public static string ValueOf(string query, string name)
    {
        string? found = null;
        foreach (var pair in query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Normal(equals < 0 ? pair : pair[..equals]) != name)
                continue;
            if (found is not null)
                throw new SignatureFormatException("A covered query parameter is there twice (RFC 9421, section 2.2.8).");
            found = Normal(equals < 0 ? "" : pair[(equals + 1)..]);
        }
        return found ?? throw new SignatureFormatException("A covered query parameter is missing.");
    }

    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            var unit = bytes[i];
            if (unit == '%' && i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                unit = escaped;
                i += 2;
            }
            else if (unit == '+')
            {
                unit = (byte)' ';
            }
            if (char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'*' or (byte)'-' or (byte)'.' or (byte)'_')
                normal.Append((char)unit);
            else
                normal.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }
        return normal.ToString();
    }
}
