using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triggers.Invoker.Logs;

namespace Triggers.Tests.Invoker.Logs;

public sealed class LogStreamTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("triggers-logs-");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 5, 31, 9, 123, TimeSpan.Zero));
    private readonly LogOptions options = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_line_starts_with_its_time_and_a_line_may_come_in_pieces()
    {
        using var files = Files();
        var stream = New(files);
        Append(stream, "one\ntw");
        time.Advance(TimeSpan.FromMilliseconds(877));
        Append(stream, "o\nthree\n\n");
        stream.Flush();
        Assert.Equal(
            "2026-11-24T05:31:09.123Z one\n2026-11-24T05:31:09.123Z two\n2026-11-24T05:31:10.000Z three\n2026-11-24T05:31:10.000Z \n",
            File.ReadAllText(PathOf("aws", "lambda", "f", "2026", "11", "24", "[$LATEST]x.log")));
    }

    [Fact]
    public void The_tail_is_the_last_4_KB_without_times()
    {
        using var files = Files();
        var stream = New(files);
        Append(stream, "before\n");
        stream.StartTail();
        Append(stream, "short\n");
        Assert.Equal("short\n", Encoding.UTF8.GetString(stream.TakeTail()));
        Assert.Empty(stream.TakeTail());

        var text = string.Concat(Enumerable.Range(0, 3000).Select(number => $"line {number}\n"));
        stream.StartTail();
        for (var at = 0; at < text.Length; at += 777)
        {
            Append(stream, text[at..Math.Min(at + 777, text.Length)]);
        }

        Assert.Equal(text[^4096..], Encoding.UTF8.GetString(stream.TakeTail()));
        stream.StartTail();
        Append(stream, text);
        Assert.Equal(text[^4096..], Encoding.UTF8.GetString(stream.TakeTail()));
    }

    [Fact]
    public void A_full_file_is_set_aside_and_the_oldest_dropped()
    {
        (options.MaximumFileBytes, options.FilesPerStream) = (64 * 1024, 3);
        using var files = Files();
        var stream = New(files);
        var line = new string('x', 1000) + "\n";
        for (var i = 0; i < 400; i++)
        {
            Append(stream, line);
        }

        stream.Dispose();
        var found = folder.GetFiles("*.log*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(["[$LATEST]x.log", "[$LATEST]x.log.1", "[$LATEST]x.log.2"], found.Select(file => file.Name));
        Assert.All(found, file => Assert.InRange(file.Length, 1, 100 * 1024));
    }

    [Fact]
    public void A_group_with_dots_stays_in_the_folder()
    {
        using var files = Files();
        using (var stream = new LogStream(files, "/../../etc/./x", "s", time))
        {
            Append(stream, "x\n");
        }

        Assert.True(File.Exists(PathOf("_", "_", "etc", "_", "x", "s.log")));
    }

    private static void Append(LogStream stream, string text) => stream.Append(Encoding.UTF8.GetBytes(text));

    private string PathOf(params string[] segments) => Path.Combine([folder.FullName, .. segments]);

    private LogFiles Files() => new(new LogFolder(folder.FullName), Options.Create(options), time, NullLogger<LogFiles>.Instance);

    private LogStream New(LogFiles files) => new(files, "/aws/lambda/f", "2026/11/24/[$LATEST]x", time);
}
