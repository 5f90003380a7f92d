namespace Triggers.Invoker.Environments;

/// <summary>The guarded transitions of an execution environment: Starting → Ready ⇄ Busy (→ Answered) → Stopping → Stopped.</summary>
internal sealed class EnvironmentStateMachine
{
    private int state = (int)EnvironmentState.Starting;

    /// <summary>Where it stands.</summary>
    public EnvironmentState Current => (EnvironmentState)Volatile.Read(ref state);

    /// <summary>Goes from one state to another, if it is in that state: of several who try, one succeeds.</summary>
    public bool TryMove(EnvironmentState from, EnvironmentState to) =>
        Interlocked.CompareExchange(ref state, (int)to, (int)from) == (int)from;

    /// <summary>Goes towards its end from wherever it is. Whoever reads something after this reads what is so after it.</summary>
    public void Stop()
    {
        var seen = Current;
        while (seen != EnvironmentState.Stopped && !TryMove(seen, EnvironmentState.Stopping))
        {
            seen = Current;
        }
    }

    /// <summary>It has ended. Whoever reads the state after this has happened sees it.</summary>
    public void End() => Interlocked.Exchange(ref state, (int)EnvironmentState.Stopped);
}
