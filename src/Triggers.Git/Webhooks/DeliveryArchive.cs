using Microsoft.Extensions.Options;
using Triggers.Contracts.State;

namespace Triggers.Git.Webhooks;

/// <summary>
/// The bodies of deliveries as they came, for those who want more than the event tells: <c>git-deliveries/REPOSITORY/EVENT-ID</c> in the
/// data folder, for as long as <c>Git:Archive</c> says; not at all unless it does.
/// </summary>
internal sealed class DeliveryArchive(DataFolder data, IOptions<GitTriggerOptions> options, TimeProvider clock, ILogger<DeliveryArchive> logger)
{
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);

    private readonly TimeSpan? age = options.Value.Archive;
    private readonly Lock gate = new();
    private DateTimeOffset tidied;

    /// <summary>Keeps a body: whole or not at all. That it cannot be kept is no reason to refuse the delivery.</summary>
    public async Task KeepAsync(string repository, string eventId, ReadOnlyMemory<byte> body)
    {
        if (age is null)
        {
            return;
        }

        try
        {
            var folder = data.PathOf("git-deliveries", repository.ToLowerInvariant());
            Directory.CreateDirectory(folder);
            Tidy(clock.GetUtcNow() - age.Value);
            var written = Path.Combine(folder, $"{eventId}.new");
            await File.WriteAllBytesAsync(written, body, CancellationToken.None);
            File.SetLastWriteTimeUtc(written, clock.GetUtcNow().UtcDateTime);
            File.Move(written, Path.Combine(folder, eventId), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.NotArchived(repository, eventId, e.Message);
        }
    }

    private void Tidy(DateTimeOffset oldest)
    {
        lock (gate)
        {
            if (clock.GetUtcNow() - tidied < Tidying)
            {
                return;
            }

            tidied = clock.GetUtcNow();
        }

        foreach (var file in Directory.EnumerateFiles(data.PathOf("git-deliveries"), "*", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(file) < oldest.UtcDateTime)
            {
                File.Delete(file);
            }
        }
    }
}
