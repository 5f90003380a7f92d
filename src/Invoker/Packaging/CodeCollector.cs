using System.Threading.Channels;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Packaging;

/// <summary>
/// Removes the packages that no version of any function uses any more: at start, and some time after each change, when no
/// environment can still run on what the change replaced.
/// </summary>
internal sealed partial class CodeCollector(FunctionStore functions, CodeStore code, TimeProvider time, ILogger<CodeCollector> logger) : BackgroundService
{
    // One waiting signal is as good as many.
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Hashes of the packages that the functions of a snapshot use.</summary>
    public static IReadOnlySet<string> InUse(FunctionSnapshot snapshot)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in snapshot.Functions.Values)
        {
            hashes.Add(function.Latest.CodeSha256);
            hashes.UnionWith(function.Versions.Select(version => version.CodeSha256));
        }

        return hashes;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        functions.Changed += OnChanged;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Before the functions are read every package looks unused.
            await functions.Loaded.WaitAsync(stoppingToken);
            await CollectAsync();
            await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
            {
                await Task.Delay(CodeStore.Grace, time, stoppingToken);
                await CollectAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends; the next start collects.
        }
        finally
        {
            functions.Changed -= OnChanged;
        }
    }

    private void OnChanged(FunctionSnapshot before, FunctionSnapshot after)
    {
        foreach (var sha256 in InUse(before).Except(InUse(after)))
        {
            code.Touch(sha256);
        }

        changes.Writer.TryWrite(true);
    }

    private async Task CollectAsync()
    {
        try
        {
            await code.CollectAsync(InUse(functions.Current));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Failed(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Code packages that nothing uses could not be removed; it is tried again after the next change")]
    private static partial void Failed(ILogger logger, Exception exception);
}
