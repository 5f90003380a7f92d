using Triggers.Invoker.Logs;
using Triggers.Invoker.Sandbox;

namespace Triggers.Invoker.Environments;

/// <summary>Carries what the process writes into its log stream.</summary>
internal sealed class EnvironmentOutput(IProcessOutput output, LogStream log, TimeProvider time)
{
    /// <summary>
    /// How long output is left to collect before it is fetched: the end of an invocation fetches it anyway, and being woken by
    /// every line of a busy handler would cost more than the invocation.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Who writes this much within a pause is read without one, or it would soon stand still.</summary>
    private const int Much = 32 * 1024;

    private readonly Lock gate = new();
    private bool isEnded;
    private long taken;

    /// <summary>Reads until the writers are gone. Never throws.</summary>
    public async Task PumpAsync()
    {
        while (true)
        {
            var before = taken;
            if (Drain())
            {
                return;
            }

            await output.WaitAsync();
            if (taken - before < Much)
            {
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// Takes over all that was written until now: what a handler wrote before it answered stands in the log before its END.
    /// </summary>
    /// <returns>True when nothing will come any more.</returns>
    public bool Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        lock (gate)
        {
            while (!isEnded)
            {
                var read = output.TryRead(buffer);
                if (read == 0)
                {
                    return false;
                }

                isEnded = read < 0;
                if (read > 0)
                {
                    taken += read;
                    log.Append(buffer[..read]);
                }
            }

            return true;
        }
    }
}
