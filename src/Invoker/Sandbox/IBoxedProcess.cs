namespace Triggers.Invoker.Sandbox;

/// <summary>A running process of an execution environment.</summary>
internal interface IBoxedProcess : IDisposable
{
    /// <summary>The process id, for logs.</summary>
    int Id { get; }

    /// <summary>Our end of the pipes at its descriptors 3 and 4, when they were wanted; the receiver owns it.</summary>
    Stream? RuntimeApi { get; }

    /// <summary>What the process writes to standard output and error, in the order written.</summary>
    IProcessOutput Output { get; }

    /// <summary>Completes when the process has ended.</summary>
    Task<ProcessExit> Exited { get; }

    /// <summary>The most memory it has held so far, in bytes; 0 when it cannot be told.</summary>
    long ReadPeakMemory();

    /// <summary>Ends the process and every process of its group at once.</summary>
    void Kill();
}
