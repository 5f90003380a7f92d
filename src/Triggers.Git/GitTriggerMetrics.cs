using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triggers.Contracts.Hosting;

namespace Triggers.Git;

/// <summary>Counts deliveries by the status they were answered with.</summary>
internal sealed class GitTriggerMetrics(IMeterFactory meters)
{
    private readonly Counter<long> deliveries = meters.Create(Telemetry.Git).CreateCounter<long>("Deliveries", "{delivery}", "Deliveries of git hosts");

    /// <summary>Counts a delivery; <paramref name="repository"/> is one that is set up, else what strangers write would fill the table.</summary>
    public void Answered(string? repository, int status) =>
        deliveries.Add(1, new TagList { { "Repository", repository ?? "" }, { "Status", status } });
}
