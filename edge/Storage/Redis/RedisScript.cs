using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Edge.Storage.Redis;

/// <summary>A Lua script that the server runs as one step. It is sent once to a server and named by its SHA-1 from then on.</summary>
internal sealed class RedisScript
{
    [SuppressMessage("Security", "CA5350", Justification = "EVALSHA names scripts by their SHA-1")]
    public RedisScript(string source)
    {
        Source = Encoding.UTF8.GetBytes(source);
        Sha = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA1.HashData(Source)));
    }

    public byte[] Source { get; }

    /// <summary>Forty hexadecimal digits.</summary>
    public byte[] Sha { get; }
}
