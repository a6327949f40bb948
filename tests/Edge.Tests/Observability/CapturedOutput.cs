using System.Text;

namespace Edge.Tests.Observability;

/// <summary>Stands in for standard output. While held, whoever writes waits, as on a full pipe.</summary>
internal sealed class CapturedOutput : MemoryStream
{
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim open = new(true);

    public bool Fails { get; set; }

    public string Text
    {
        get
        {
            lock (gate)
                return Encoding.UTF8.GetString(ToArray());
        }
    }

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Hold() => open.Reset();

    public void Release() => open.Set();

    public override void Write(byte[] buffer, int offset, int count)
    {
        open.Wait();
        if (Fails)
            throw new IOException("No space left on device");
        lock (gate)
            base.Write(buffer, offset, count);
    }
}
