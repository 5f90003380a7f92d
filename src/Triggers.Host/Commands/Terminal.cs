#pragma warning disable RS0030 // The one place that names the console: all else writes to what it is given.
namespace Triggers.Host.Commands;

/// <summary>What a command reads from and prints to.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: what was asked for, and nothing else.</param>
/// <param name="Error">Standard error: problems and warnings.</param>
internal sealed record Terminal(Func<Stream> In, TextWriter Out, TextWriter Error)
{
    /// <summary>The process's own.</summary>
    public static Terminal OfProcess() => new(Console.OpenStandardInput, Console.Out, Console.Error);
}
