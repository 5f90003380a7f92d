using System.Text;

namespace Triggers.Invoker.Logs;

/// <summary>
/// The end of a function's log, from its files: <c>{data}/logs/aws/lambda/{function}/yyyy/MM/dd/{stream}.log</c>, as the invoker
/// writes them. The lines of all streams come in the order of their times.
/// </summary>
public sealed class LogTail
{
    // What is read of each file for its last lines: more lines than anybody asks for.
    private const int WindowBytes = 1024 * 1024;
    private const int TimeLength = 24;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private readonly Dictionary<string, long> positions = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly TimeProvider time;

    private LogTail(string folder, TimeProvider time) => (this.folder, this.time) = (folder, time);

    /// <summary>The log of a function in a data folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static LogTail OfFunction(string data, string function, TimeProvider time)
    {
        var logs = Path.GetFullPath(Path.Combine(data, "logs", "aws", "lambda"));
        var folder = Path.GetFullPath(Path.Combine(logs, function));
        return Path.GetDirectoryName(folder) == logs && Directory.Exists(folder)
            ? new LogTail(folder, time)
            : throw new DirectoryNotFoundException($"There is no log of a function '{function}' in {logs}.");
    }

    /// <summary>Prints the last lines; with <paramref name="isFollowing"/> goes on until it is cancelled.</summary>
    public async Task PrintAsync(int count, bool isFollowing, Func<string, Task> printAsync, CancellationToken cancellationToken)
    {
        foreach (var line in InOrder(Files().SelectMany(ReadEnd)).TakeLast(count))
        {
            await printAsync(line);
        }

        while (isFollowing)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            foreach (var line in InOrder(Files().SelectMany(ReadNew)))
            {
                await printAsync(line);
            }
        }
    }

    private List<FileInfo> Files() => [.. new DirectoryInfo(folder).EnumerateFiles("*.log", SearchOption.AllDirectories)];

    // Every line starts with its time (LogStream); the sort keeps lines of one moment as they were.
    private static IEnumerable<string> InOrder(IEnumerable<string> lines) =>
        lines.OrderBy(line => line.AsSpan(0, Math.Min(line.Length, TimeLength)).ToString(), StringComparer.Ordinal);

    private IEnumerable<string> ReadEnd(FileInfo file)
    {
        var start = Math.Max(0, file.Length - WindowBytes);
        var lines = Read(file.FullName, start);
        // A window that begins within a line would show half of it.
        return start == 0 ? lines : lines.Skip(1);
    }

    private List<string> ReadNew(FileInfo file)
    {
        var known = positions.GetValueOrDefault(file.FullName);
        // A file that has become shorter was set aside and begun anew.
        return file.Length == known ? [] : Read(file.FullName, file.Length < known ? 0 : known);
    }

    private List<string> Read(string path, long from)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = from;
        var bytes = new byte[Math.Max(0, stream.Length - from)];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        // A last line without its end is left for the next look.
        var whole = bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        positions[path] = from + whole;
        return whole == 0 ? [] : [.. Encoding.UTF8.GetString(bytes, 0, whole - 1).Split('\n')];
    }
}
