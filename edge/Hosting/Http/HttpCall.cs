using System.Globalization;
using System.Text;

namespace Edge.Hosting.Http;

internal sealed record HttpField(string Name, string Value);

/// <summary>One request in HTTP/1.1 (RFC 9112). Host and Content-Length are added.</summary>
internal sealed record HttpCall(string Method, Uri Url, IReadOnlyList<HttpField> Fields, byte[] Body)
{
    /// <param name="isLast">The connection is closed after the answer.</param>
    /// <exception cref="InvalidOperationException">A field would end its line.</exception>
    public byte[] ToBytes(bool isLast)
    {
        var text = new StringBuilder();
        text.Append(Method).Append(' ').Append(Url.PathAndQuery).Append(" HTTP/1.1\r\n");
        Write(text, "Host", Url.IsDefaultPort ? Url.IdnHost : Url.Authority);
        foreach (var field in Fields)
            Write(text, field.Name, field.Value);
        Write(text, "Content-Length", Body.Length.ToString(CultureInfo.InvariantCulture));
        if (isLast)
            Write(text, "Connection", "close");
        text.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(text.ToString()), .. Body];
    }

    private static void Write(StringBuilder text, string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new InvalidOperationException($"The value of {name} is not plain ASCII");
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
