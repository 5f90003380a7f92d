using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Logs;

/// <summary>Where log streams lie on disk: <c>{data}/logs/{log group}/{yyyy/MM/dd}/[{version}]{32 hex}.log</c>.</summary>
/// <param name="root">The folder of all logs.</param>
internal sealed class LogFolder(string root)
{
    /// <summary>The folder of all logs.</summary>
    public string Root => root;

    /// <summary>The folder of a log group.</summary>
    public string OfGroup(string group)
    {
        // A group's name may hold any letters of a path; segments of dots alone must not lead out of the folder.
        var segments = group.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => segment.Trim('.').Length == 0 ? "_" : segment);
        return Path.Combine([root, .. segments]);
    }

    /// <summary>The file of a log stream.</summary>
    public string OfStream(string group, string stream) => Path.Combine(OfGroup(group), stream + ".log");

    /// <summary>A new stream's name, as Lambda makes them: <c>2026/11/24/[$LATEST]0123…</c></summary>
    public static string NewStreamName(FunctionConfiguration configuration, DateTimeOffset now) =>
        $"{now.UtcDateTime:yyyy/MM/dd}/[{configuration.Version}]{Guid.NewGuid():N}";
}
