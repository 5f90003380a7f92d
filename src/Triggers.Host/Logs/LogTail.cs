using System.Text;

namespace Triggers.Host.Logs;

/// <summary>
/// The end of a function's log, from its files: <c>{data}/logs/aws/lambda/{function}/yyyy/MM/dd/{stream}.log</c>, as the invoker
/// writes them. Streams are told one after the other, by the time of their last line.
/// </summary>
internal sealed class LogTail
{
    // What is read of each file for its last lines: more lines than anybody asks for.
    private const int WindowBytes = 1024 * 1024;
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
    public async Task PrintAsync(int count, bool isFollowing, Action<string> print, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var file in Files())
            lines.AddRange(ReadEnd(file));

        foreach (var line in lines.TakeLast(count))
            print(line);

        while (isFollowing)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            foreach (var file in Files())
            {
                foreach (var line in ReadNew(file))
                    print(line);
            }
        }
    }

    private List<FileInfo> Files() =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*.log", SearchOption.AllDirectories).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.FullName, StringComparer.Ordinal)];

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
