using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Triggers.Contracts.Messaging;

/// <summary>
/// Keeps the catalog of a trigger that runs alone as the invoker's is: the last copy at once, then what
/// <c>GET /triggers/event-sources</c> says, asked for again every few seconds.
/// </summary>
internal sealed partial class EventSourceReader(
    HttpClient client,
    EventSourceCatalog catalog,
    EventSourceFile file,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    ILogger<EventSourceReader> logger) : BackgroundService
{
    private static readonly Uri Address = new("/triggers/event-sources", UriKind.Relative);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private byte[] current = [];
    private bool isReached = true;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request is taken: the invoker's word if it can be had, else the last copy.
        if (!await TryRefreshAsync(cancellationToken))
        {
            UseCopy();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CatalogRefresh, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            Publish(await client.GetByteArrayAsync(Address, both.Token));
            if (!isReached)
            {
                ReachedAgain(client.BaseAddress);
                isReached = true;
            }

            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Said once, not every few seconds.
            if (isReached)
            {
                NotReached(client.BaseAddress, e.Message);
                isReached = false;
            }

            return false;
        }
    }

    private void Publish(byte[] json)
    {
        if (json.AsSpan().SequenceEqual(current))
        {
            return;
        }

        catalog.Publish(EventSourceFile.Parse(json));
        current = json;
        try
        {
            file.Write(json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept(e.Message);
        }
    }

    private void UseCopy()
    {
        try
        {
            if (file.Read() is { } json)
            {
                catalog.Publish(EventSourceFile.Parse(json));
                current = json;
                CopyUsed();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            CopyUnreadable(e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The event sources cannot be read from {Url}: {Reason}")]
    private partial void NotReached(Uri? url, string reason);

    [LoggerMessage(2, LogLevel.Information, "The event sources are read from {Url} again")]
    private partial void ReachedAgain(Uri? url);

    [LoggerMessage(3, LogLevel.Information, "The event sources are those of the last copy")]
    private partial void CopyUsed();

    [LoggerMessage(4, LogLevel.Warning, "The copy of the event sources cannot be written: {Reason}. This process cannot start without the invoker until it can; set Data:Path to a folder that may be written")]
    private partial void NotKept(string reason);

    [LoggerMessage(5, LogLevel.Warning, "The last copy of the event sources cannot be read: {Reason}")]
    private partial void CopyUnreadable(string reason);
}
