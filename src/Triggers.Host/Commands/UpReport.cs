using System.Collections.Immutable;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.State;
using Triggers.Host.Deployment;
using Triggers.Http;

namespace Triggers.Host.Commands;

/// <summary>What <c>up</c> tells once everything runs.</summary>
/// <param name="Stacks">What was deployed.</param>
/// <param name="Addresses">What listens where, by the name of its settings.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Logs">The folder of the functions' logs.</param>
internal sealed record UpReport(ImmutableArray<StackReport> Stacks, ImmutableSortedDictionary<string, string> Addresses, string Data, string Logs)
{
    /// <summary>The report of a running process.</summary>
    public static UpReport Of(IServiceProvider services, IReadOnlyList<DeployedTemplate> deployed)
    {
        var doors = services.GetServices<Door>().ToList();
        var gateway = doors.Find(door => door.Name == HttpTriggerOptions.Section)?.Url;
        var data = services.GetRequiredService<DataFolder>();
        return new UpReport(
            [.. deployed.Select(template => StackReport.Of(template, gateway))],
            doors.ToImmutableSortedDictionary(door => door.Name, door => door.Url.GetLeftPart(UriPartial.Authority), StringComparer.Ordinal),
            data.Path,
            data.PathOf("logs"));
    }

    /// <summary>Prints it.</summary>
    public void Print(TextWriter output, bool asJson)
    {
        if (asJson)
        {
            output.WriteJson(this);
            output.Flush();
            return;
        }

        foreach (var stack in Stacks)
            stack.Print(output);

        foreach (var (name, url) in Addresses)
            output.WriteLine($"{NameOf(name),-14}{url}");

        output.WriteLine($"{"Data",-14}{Data}");
        output.WriteLine($"{"Logs",-14}{Logs}  (or: triggers logs FUNCTION --follow)");
        output.WriteLine("Ctrl-C stops; calls in flight are finished first.");
        output.Flush();
    }

    private static string NameOf(string door) => door switch
    {
        "Git" => "Git webhooks",
        "Http" => "HTTP gateway",
        "Lambda" => "Lambda API",
        _ => door,
    };
}
