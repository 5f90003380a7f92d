using System.ComponentModel.DataAnnotations;

namespace Triggers.Invoker;

/// <summary>What can be set of the invoker: section <c>Invoker</c> of the configuration.</summary>
public sealed class InvokerOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Invoker";

    private const long MemoryPerEnvironment = 64 * 1024 * 1024;

    /// <summary>How long an idle execution environment is kept; default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Invoker:KeepWarm must be between 0 and one day.")]
    public TimeSpan KeepWarm { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the init phase may take; default 10 s, as on AWS.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:15:00", ErrorMessage = "Invoker:InitTimeout must be between 100 ms and 15 minutes.")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Concurrent invocations over all functions; default 1000, as on AWS.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Invoker:AccountConcurrency must be 1 to 1000000.")]
    public int AccountConcurrency { get; set; } = 1000;

    /// <summary>What reservations must leave to functions without one; default 100, as on AWS.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Invoker:MinimumUnreservedConcurrency must be 0 to 1000000.")]
    public int MinimumUnreservedConcurrency { get; set; } = 100;

    /// <summary>
    /// Execution environments this machine may hold at once; default: one for every 64 MB of its memory, at least 16 and at most
    /// 1000. A call that finds all of them busy waits for one, at most <see cref="CapacityWait"/>, before it is throttled.
    /// </summary>
    [Range(1, 100_000, ErrorMessage = "Invoker:MaximumEnvironments must be 1 to 100000.")]
    public int MaximumEnvironments { get; set; } =
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryPerEnvironment, 16, 1000);

    /// <summary>How long a call waits for a free environment when the machine holds as many as it may; default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:15:00", ErrorMessage = "Invoker:CapacityWait must be between 0 and 15 minutes.")]
    public TimeSpan CapacityWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The interpreter to use for a runtime id, by id: <c>Invoker:Interpreters:python3.13=/usr/bin/python3.13</c>.
    /// </summary>
    public Dictionary<string, string> Interpreters { get; } = new(StringComparer.Ordinal);
}
