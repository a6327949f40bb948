using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Edge.Features.Tracking.Carriers;
using Edge.Shared.Contracts;

namespace Edge.Tests.Features.Tracking.Carriers;

/// <summary>
/// The web app detects with code of its own. tests/pwa/carriers.test.ts mutates the same numbers in the same way and has written
/// down what it answers, as a hash for every hundred answers.
/// </summary>
public sealed class MutationTests
{
    private static readonly WireJson Json = new(new JsonSerializerOptions(WireJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    [Fact]
    public void Mutated_numbers_get_the_same_answers_as_from_the_web_app()
    {
        using var document = CarrierFixture.Read("carrier-mutations.json");
        var baseline = document.RootElement;
        var numbers = CarrierFixture.Formats.SelectMany(format => format.Valid.Concat(format.Invalid)).ToList();
        var alphabet = baseline.GetProperty("alphabet").GetString()!;
        var random = new XorShift(baseline.GetProperty("seed").GetUInt32());
        var counts = new Counts();
        var blocks = new List<string>();
        var lines = new StringBuilder();
        for (var i = 1; i <= baseline.GetProperty("count").GetInt32(); i++)
        {
            lines.Append(Answer(Mutate(numbers[random.Next(numbers.Count)], alphabet, random), counts)).Append('\n');
            if (i % baseline.GetProperty("block").GetInt32() != 0)
                continue;
            blocks.Add(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())))[..16]);
            lines.Clear();
        }

        Assert.Equal(100, blocks.Count);
        Assert.Equal(baseline.GetProperty("blocks").EnumerateArray().Select(block => block.GetString()), blocks);
        foreach (var (name, count) in counts.ByName)
            Assert.Equal(baseline.GetProperty(name).GetInt32(), count);
    }

    private static string Answer(string text, Counts counts)
    {
        var detection = CarrierDetector.Detect(text);
        if (detection.Candidates.Count > 0)
            counts.Add(detection.Candidates[0].Proof == DetectionProof.CheckDigit ? "proven" : "shaped");
        if (detection.Hints.Count > 0)
            counts.Add("hinted");
        if (TrackingNumber.TryParse(text, out _, out var fault))
            return JsonSerializer.Serialize(detection, Json.CarrierDetection);
        counts.Add("refused");
        return fault;
    }

    private static string Mutate(string number, string alphabet, XorShift random)
    {
        var text = number;
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var kind = random.Next(9);
            var at = random.Next(text.Length + 1);
            var digit = (char)('0' + random.Next(10));
            var any = alphabet[random.Next(alphabet.Length)];
            var before = text[..at];
            var after = text[Math.Min(at + 1, text.Length)..];
            text = kind switch
            {
                <= 2 => before + digit + after,
                3 => before + any + after,
                4 => before + any + text[at..],
                5 => before + after,
                6 when after.Length > 0 => before + after[0] + text[at] + after[1..],
                6 => text,
                7 => text.ToLowerInvariant(),
                _ => (at % 2 == 0 ? "42012345" : "420123456789") + text,
            };
        }

        return text;
    }

    private sealed class Counts
    {
        public Dictionary<string, int> ByName { get; } = new()
        {
            ["proven"] = 0,
            ["shaped"] = 0,
            ["hinted"] = 0,
            ["refused"] = 0,
        };

        public void Add(string name) => ByName[name]++;
    }

    /// <summary>xorshift32 (Marsaglia 2003), small enough to be written twice.</summary>
    private sealed class XorShift(uint seed)
    {
        private uint x = seed;

        public int Next(int below)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            return (int)(x % (uint)below);
        }
    }
}
