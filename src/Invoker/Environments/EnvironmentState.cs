namespace Triggers.Invoker.Environments;

/// <summary>Where an execution environment stands: Starting → Ready ⇄ Busy → Stopping → Stopped.</summary>
internal enum EnvironmentState
{
    /// <summary>The init phase runs.</summary>
    Starting,

    /// <summary>Warm: waits for an invocation.</summary>
    Ready,

    /// <summary>Leased to an invocation.</summary>
    Busy,

    /// <summary>Its invocation is answered, but the runtime has not asked for the next one yet.</summary>
    Answered,

    /// <summary>Being ended.</summary>
    Stopping,

    /// <summary>Its process has ended.</summary>
    Stopped,
}
