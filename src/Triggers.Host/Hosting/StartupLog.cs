namespace Triggers.Host.Hosting;

/// <summary>
/// Keeps the host from logging, with its stack, what fails the start: the command line says that in a sentence. Once everything
/// runs the host's own lines are wanted again.
/// </summary>
internal sealed class StartupLog
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";
    private volatile bool isStarted;

    /// <summary>Silences the host's lines until <see cref="EndWith"/> says so.</summary>
    public static StartupLog Quiet(ILoggingBuilder logging)
    {
        var startup = new StartupLog();
        logging.AddFilter(HostCategory, level => startup.isStarted && level >= LogLevel.Information);
        return startup;
    }

    /// <summary>Lets the host's lines through from then on.</summary>
    public void EndWith(CancellationToken started) => started.Register(() => isStarted = true);
}
