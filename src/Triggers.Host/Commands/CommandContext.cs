using System.Collections.Immutable;
using Triggers.Contracts.Hosting;

namespace Triggers.Host.Commands;

/// <summary>What every command has at hand.</summary>
/// <param name="Terminal">Where it reads and prints.</param>
/// <param name="Settings">Settings among the arguments, as <c>--Section:Key=Value</c>.</param>
internal sealed record CommandContext(Terminal Terminal, ImmutableArray<string> Settings)
{
    /// <summary>
    /// The settings for commands that host nothing, of the same sources as those of <c>up</c>: <c>appsettings.json</c>, the
    /// environment, the arguments.
    /// </summary>
    public IConfigurationRoot ReadConfiguration() => new ConfigurationBuilder()
        .SetBasePath(Directory.GetCurrentDirectory())
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables(ServiceDefaultsExtensions.EnvironmentPrefix)
        .AddCommandLine([.. Settings])
        .Build();
}
