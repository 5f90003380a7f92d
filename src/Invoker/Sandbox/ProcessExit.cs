namespace Triggers.Invoker.Sandbox;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code, when it was not killed.</param>
/// <param name="Signal">The number of the signal that killed it, or 0.</param>
internal readonly record struct ProcessExit(int Code, int Signal)
{
    /// <summary>
    /// The words Lambda uses in <c>Runtime exited …</c>: <c>without providing a reason</c>, <c>with error: exit status 1</c>,
    /// <c>with error: signal: killed</c>.
    /// </summary>
    public string Describe() => (Code, Signal) switch
    {
        (_, > 0) => $"with error: signal: {SignalName(Signal)}",
        (0, _) => "without providing a reason",
        _ => $"with error: exit status {Code}",
    };

    /// <summary>Go's names of the signals (Lambda's own host is written in Go): https://pkg.go.dev/syscall#Signal.String</summary>
    private static string SignalName(int signal) => signal switch
    {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        _ => $"signal {signal}",
    };
}
