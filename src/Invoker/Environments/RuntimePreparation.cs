using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Runtimes;

namespace Triggers.Invoker.Environments;

/// <summary>
/// Looks for the interpreters of functions when they are deployed: the first look starts each interpreter to ask its version,
/// which is nothing a first call should wait for.
/// </summary>
internal sealed partial class RuntimePreparation(FunctionStore store, RuntimeResolver runtimes, ILogger<RuntimePreparation> log) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Changed += OnChanged;
        OnChanged(FunctionSnapshot.Empty, store.Current);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        store.Changed -= OnChanged;
        return Task.CompletedTask;
    }

    private static IEnumerable<string> RuntimesOf(FunctionSnapshot snapshot) =>
        snapshot.Functions.Values.Select(function => function.Latest.Runtime).OfType<string>().Where(runtime => !runtime.StartsWith("provided", StringComparison.Ordinal));

    private void OnChanged(FunctionSnapshot before, FunctionSnapshot after)
    {
        var added = RuntimesOf(after).Except(RuntimesOf(before)).ToList();
        if (added.Count > 0)
        {
            _ = Task.Run(() => added.ForEach(Prepare));
        }
    }

    private void Prepare(string runtime)
    {
        try
        {
            runtimes.Resolve(runtime, "");
        }
        catch (LambdaException exception)
        {
            LogNotInstalled(log, runtime, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Functions of the runtime {Runtime} cannot run yet: {Reason}")]
    private static partial void LogNotInstalled(ILogger logger, string runtime, string reason);
}
