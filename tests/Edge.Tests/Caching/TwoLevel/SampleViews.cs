using System.Text.Json;
using Edge.Caching.HttpCaching;
using Edge.Caching.Rendered;
using Edge.Shared.Contracts;

namespace Edge.Tests.Caching.TwoLevel;

/// <summary>Public views as parcels have them: three to fourteen events in the cities they pass.</summary>
internal static class SampleViews
{
    private const int Kinds = 400;

    private static readonly string[] Cities =
        ["Basel", "Zürich", "Bern", "Hamburg", "Leipzig", "Köln", "Lyon", "Milano", "Praha", "Wien", "Rotterdam", "Antwerpen", "Madrid", "Porto", "Gdańsk"];

    private static readonly Status[] Way =
        [Status.Pending, Status.PickedUp, Status.InTransit, Status.InTransit, Status.OutForDelivery, Status.Delivered];

    /// <summary>Bytes of the plain text of as many views.</summary>
    /// <param name="compressed">What each takes of the memory, without its key.</param>
    public static int[] PlainBytes(int count, int seed, out int[] compressed)
    {
        var random = new Random(seed);
        var samples = Enumerable.Range(0, Kinds).Select(_ => Measure(random)).ToList();
        var chosen = Enumerable.Range(0, count).Select(_ => samples[random.Next(Kinds)]).ToList();
        compressed = [.. chosen.Select(sample => sample.Kept)];
        return [.. chosen.Select(sample => sample.Plain)];
    }

    public static byte[] Json(Random random) => JsonSerializer.SerializeToUtf8Bytes(View(random), WireJson.Default.PublicShipment);

    private static (int Plain, int Kept) Measure(Random random)
    {
        var json = Json(random);
        return (json.Length, RenderedAnswer.Render(json, "7.0a1b2c3d.4e5f6071", CachePolicy.Shared, [], TimeSpan.FromMinutes(1)).Bytes);
    }

    private static PublicShipment View(Random random)
    {
        var events = Enumerable.Range(0, random.Next(3, 15)).Select(i => Seen(random, i)).Reverse().ToList();
        var number = $"1Z{random.NextInt64(1_000_000_000_000_000):D16}";
        return new PublicShipment(
            Convert.ToBase64String(Bytes(random, 18)), "ups", "UPS", number, new Uri($"https://www.ups.com/track?tracknum={number}").ToString(),
            events[0].Status, [], null, new StatusExplanation(events[0].Id, "latest-event"), null, null,
            FakeTime.Noon.AddMinutes(random.Next(10_000)), Cities[random.Next(Cities.Length)], "CH", true, events, FakeTime.Noon);
    }

    private static PublicEvent Seen(Random random, int at) =>
        Seen(random, at, FakeTime.Noon.AddMinutes((at * 300) + random.Next(300)));

    private static PublicEvent Seen(Random random, int at, DateTimeOffset time) => new(
        Version7(random, time), time, 60, Precision.Second, Classifier.Actual,
        Way[Math.Min(at, Way.Length - 1)], null, Cities[random.Next(Cities.Length)], "CH", false);

    // RFC 9562, section 5.7; the framework's own are not to be had with a seed.
    private static Guid Version7(Random random, DateTimeOffset time)
    {
        var bytes = Bytes(random, 16);
        var milliseconds = time.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        return new Guid(bytes, bigEndian: true);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
