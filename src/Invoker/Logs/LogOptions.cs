using System.ComponentModel.DataAnnotations;

namespace Triggers.Invoker.Logs;

/// <summary>How functions' logs are kept: section <c>Logs</c> of the configuration.</summary>
public sealed class LogOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Logs";

    /// <summary>A log file is set aside when it reaches this many bytes; default 10 MiB.</summary>
    [Range(64 * 1024, long.MaxValue, ErrorMessage = "Logs:MaximumFileBytes must be at least 65536.")]
    public long MaximumFileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Files of one log stream that are kept, the current one included; default 5.</summary>
    [Range(1, 1000, ErrorMessage = "Logs:FilesPerStream must be 1 to 1000.")]
    public int FilesPerStream { get; set; } = 5;

    /// <summary>Log files nobody has written to for this long are deleted; default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00", ErrorMessage = "Logs:Retention must be between a minute and ten years.")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);
}
