// The levels are all on here: what a line costs when it is off is not the question.
#pragma warning disable CA1873

using System.Text.Json;
using Edge.Hosting.Configuration;
using Edge.Observability;
using Edge.Observability.Logs;
using Microsoft.Extensions.Logging;

namespace Edge.Tests.Observability.Logs;

public class LogLinesTests
{
    private const string Password = "hunter2-correct-horse";

    public static TheoryData<string, string> Hostile => new()
    {
        { "one\ntwo", "one\ntwo" },
        { "\r\n{\"level\":\"info\"}", "\r\n{\"level\":\"info\"}" },
        { "nul\0bell\a", "nul\0bell\a" },
        { "\u001b[2Jcleared", "\u001b[2Jcleared" },
        { "c1\u009b31m next\u0085line\u2028para\u2029", "c1\u009b31m next\u0085line\u2028para\u2029" },
        { "quote\" backslash\\ end", "quote\" backslash\\ end" },
        { "lone\ud800high", "lone\ufffdhigh" },
        { "low\udc00", "low\ufffd" },
        { "ünï 包裹 📦", "ünï 包裹 📦" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_stays_inside_its_line(string text, string read)
    {
        var raw = Written(log => log.Log(LogLevel.Warning, "Got {Text}", text));

        Assert.Equal(1, raw.Count(letter => letter == '\n'));
        Assert.EndsWith("\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain(raw[..^1], letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');
        var line = JsonDocument.Parse(raw).RootElement;
        Assert.Equal(read, line.GetProperty("text").GetString());
        Assert.Equal("Got " + read, line.GetProperty("message").GetString());
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_stays_inside_its_line_for_people_too(string text, string read)
    {
        var raw = Written(log => log.Log(LogLevel.Warning, "Got {Text}", text), LogFormat.Text);

        Assert.NotEmpty(read);
        Assert.Equal(1, raw.Count(letter => letter == '\n'));
        Assert.DoesNotContain(raw[..^1], letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');
    }

    [Fact]
    public void Lines_of_an_exception_for_people_are_indented_so_none_can_pose_as_an_entry()
    {
        var raw = Written(log => log.Log(LogLevel.Error, new InvalidDataException("bad\n12:00:00.000 info     Forged: line"), "It broke"), LogFormat.Text);

        var lines = raw.TrimEnd('\n').Split('\n');
        Assert.StartsWith("12:00:00.000 error    Category: It broke", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_shows_as_stars_however_it_is_wrapped()
    {
        var secret = new Secret(Password);
        object[] wrapped =
        [
            secret,
            new Login("ann", secret),
            new[] { secret, secret },
            new List<Login> { new("ann", secret) },
            new Dictionary<string, Secret> { ["key"] = secret },
            (secret, "pair"),
            new { Name = "ann", Key = secret },
            new[] { new[] { secret } },
            (Secret?)secret,
        ];
        foreach (var format in Enum.GetValues<LogFormat>())
        {
            foreach (var value in wrapped)
            {
                Assert.DoesNotContain(Password, Written(log => log.Log(LogLevel.Information, "Signed in with {Value}", value), format), StringComparison.Ordinal);
                Assert.DoesNotContain(Password, Written(log => log.Log(LogLevel.Information, "Signed in with {@Value}", value), format), StringComparison.Ordinal);
            }
        }
        Assert.Contains("\"value\":\"***\"", Written(log => log.Log(LogLevel.Information, "With {Value}", secret)), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_keep_their_json_type()
    {
        var line = Line(log => log.Log(
            LogLevel.Information, "{Count} {Ratio} {Ok} {Missing} {Many} {Odd}", 7, 0.5, true, null, new[] { 1, 2 }, double.NaN));

        Assert.Equal(7, line.GetProperty("count").GetInt32());
        Assert.Equal(0.5, line.GetProperty("ratio").GetDouble());
        Assert.True(line.GetProperty("ok").GetBoolean());
        Assert.False(line.TryGetProperty("missing", out _));
        Assert.Equal(2, line.GetProperty("many").GetArrayLength());
        Assert.Equal("NaN", line.GetProperty("odd").GetString());
    }

    [Fact]
    public void A_line_has_time_level_short_logger_event_and_exception()
    {
        var line = Line(log => log.Log(LogLevel.Critical, new EventId(3, "DiskFull"), new InvalidDataException("no room"), "It broke"));

        Assert.Equal("2026-03-02T12:00:00.000Z", line.GetProperty("time").GetString());
        Assert.Equal("critical", line.GetProperty("level").GetString());
        Assert.Equal("Category", line.GetProperty("logger").GetString());
        Assert.Equal("DiskFull", line.GetProperty("event").GetString());
        Assert.StartsWith("System.IO.InvalidDataException: no room", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_cannot_take_the_place_of_a_field()
    {
        var line = Line(log => log.Log(LogLevel.Information, "{Level} {Time} {RequestId}", "forged", "never", "mine"));

        Assert.Equal("info", line.GetProperty("level").GetString());
        Assert.Equal("forged", line.GetProperty("level_").GetString());
        Assert.Equal("never", line.GetProperty("time_").GetString());
        Assert.Equal("mine", line.GetProperty("request_id_").GetString());
    }

    [Fact]
    public void A_huge_text_is_cut()
    {
        var raw = Written(log => log.Log(LogLevel.Information, "{Text}", new string('x', 1_000_000)));

        Assert.InRange(raw.Length, LogEntry.MaxText, 3 * LogEntry.MaxText);
    }

    [Fact]
    public void A_value_whose_ToString_throws_leaves_a_line_that_says_so()
    {
        var line = Line(log => log.Log(LogLevel.Information, "{Value}", new Unprintable()));

        Assert.Equal("error", line.GetProperty("level").GetString());
        Assert.Equal("This line could not be written: InvalidTimeZoneException", line.GetProperty("message").GetString());
    }

    [Fact]
    public void A_crash_leaves_its_cause_before_the_handler_returns()
    {
        var output = new CapturedOutput();
        using var sink = new LogSink(output);
        var options = new ObservabilityOptions(LogLevel.None, LogFormat.Json, AccessLogMode.None);
        using var provider = new LineLoggerProvider(new LogLines(options, sink, new FakeTime()), sink);

        provider.OnCrash(this, new UnhandledExceptionEventArgs(new InvalidDataException("the cause"), isTerminating: true));

        var line = JsonDocument.Parse(output.Text).RootElement;
        Assert.Equal(("critical", "Crashed"), (line.GetProperty("level").GetString(), line.GetProperty("event").GetString()));
        Assert.Contains("the cause", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    private static JsonElement Line(Action<ILogger> write) => JsonDocument.Parse(Written(write)).RootElement;

    private static string Written(Action<ILogger> write, LogFormat format = LogFormat.Json)
    {
        var output = new CapturedOutput();
        using (var sink = new LogSink(output))
        {
            var options = new ObservabilityOptions(LogLevel.Trace, format, AccessLogMode.None);
            using var provider = new LineLoggerProvider(new LogLines(options, sink, new FakeTime()), sink);
            write(provider.CreateLogger("Some.Long.Category"));
        }
        return output.Text;
    }

    private sealed record Login(string Name, Secret Key);

    private sealed class Unprintable
    {
        public override string ToString() => throw new InvalidTimeZoneException();
    }
}
