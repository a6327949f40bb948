using System.Text;
using Edge.Observability.Logs;

namespace Edge.Tests.Observability.Logs;

public class LogSinkTests
{
    [Fact]
    public void A_stalled_output_drops_and_counts_lines_instead_of_holding_up_the_caller()
    {
        const int Lines = 10_000;
        var line = Encoding.UTF8.GetBytes(new string('x', 999) + "\n");
        var output = new CapturedOutput();
        output.Hold();
        var sink = new LogSink(output);

        for (var i = 0; i < Lines; i++)
            sink.Write(line, urgent: false);

        var dropped = sink.Dropped;
        Assert.InRange(dropped, Lines - (2 * LogSink.Capacity / line.Length) - 2, Lines - 1);
        output.Release();
        sink.Dispose();
        Assert.Equal(dropped, sink.Dropped);
        Assert.Equal(Lines - dropped, output.Lines.Length);
    }

    [Fact]
    public void Concurrent_writers_keep_their_lines_whole_and_in_order()
    {
        const int Writers = 8;
        const int Each = 2_000;
        var output = new CapturedOutput();
        var sink = new LogSink(output);

        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
                sink.Write(Encoding.UTF8.GetBytes($"{writer}:{i}\n"), urgent: i % 100 == 0);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        sink.Dispose();

        Assert.Equal(0, sink.Dropped);
        Assert.Equal(Writers * Each, output.Lines.Length);
        foreach (var writer in output.Lines.Select(line => line.Split(':')).GroupBy(parts => parts[0]))
            Assert.Equal(Enumerable.Range(0, Each), writer.Select(parts => int.Parse(parts[1])));
    }

    [Fact]
    public void Closing_writes_what_waits_and_counts_what_comes_later()
    {
        var output = new CapturedOutput();
        var sink = new LogSink(output);
        sink.Write("last words\n"u8, urgent: false);

        sink.Dispose();
        sink.Write("too late\n"u8, urgent: true);

        Assert.Equal("last words\n", output.Text);
        Assert.Equal(1, sink.Dropped);
    }

    [Fact]
    public void A_failing_output_is_counted_and_later_lines_still_come_through()
    {
        var output = new CapturedOutput { Fails = true };
        var sink = new LogSink(output);
        sink.Write("lost\n"u8, urgent: true);
        sink.Flush();
        sink.Write("lost too\n"u8, urgent: true);
        sink.Flush();
        output.Fails = false;
        sink.Write("back\n"u8, urgent: true);

        sink.Dispose();

        Assert.Equal(2, sink.Dropped);
        Assert.Equal("back\n", output.Text);
    }

    [Fact]
    public void Flushing_writes_on_the_callers_thread()
    {
        var output = new CapturedOutput();
        var sink = new LogSink(output);
        sink.Write("the cause\n"u8, urgent: false);

        sink.Flush();

        Assert.Equal("the cause\n", output.Text);
        sink.Dispose();
    }
}
