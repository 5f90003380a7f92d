using Triggers.Invoker.Logs;
using Triggers.Invoker.Sandbox;

namespace Triggers.Invoker.Environments;

/// <summary>Carries what the process writes into its log stream.</summary>
internal sealed class EnvironmentOutput(IProcessOutput output, LogStream log)
{
    private readonly Lock gate = new();
    private bool isEnded;

    /// <summary>Reads until the writers are gone. Never throws.</summary>
    public async Task PumpAsync()
    {
        while (!Drain())
        {
            await output.WaitAsync();
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
                    log.Append(buffer[..read]);
                }
            }

            return true;
        }
    }
}
