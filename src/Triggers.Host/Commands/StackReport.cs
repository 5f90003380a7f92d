using System.Collections.Immutable;
using Triggers.Host.Deployment;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Commands;

/// <summary>What is told of a deployed stack.</summary>
/// <param name="Stack">Its name.</param>
/// <param name="Changes">What the deployment did.</param>
/// <param name="Functions">The functions.</param>
/// <param name="Routes">The routes of its HTTP APIs.</param>
/// <param name="Outputs">The template's outputs.</param>
/// <param name="Warnings">What was left out.</param>
internal sealed record StackReport(
    string Stack,
    StackChanges Changes,
    ImmutableArray<StackReport.Function> Functions,
    ImmutableArray<RouteLine> Routes,
    ImmutableArray<OutputLine> Outputs,
    ImmutableArray<string> Warnings)
{
    /// <summary>The report of a deployment.</summary>
    /// <param name="deployed">The deployment.</param>
    /// <param name="gateway">The HTTP gateway's address, when it is known: routes then have a <c>curl</c> to try.</param>
    public static StackReport Of(DeployedTemplate deployed, Uri? gateway)
    {
        var document = deployed.Document;
        return new StackReport(
            document.Name,
            deployed.Changes,
            [.. document.Functions.Select(function => new Function(function.FunctionName, function.Runtime, function.Handler))],
            RouteLine.Of(document, gateway),
            [.. document.Outputs.Select(output => OutputLine.Of(output.Key, output.Value, document, gateway))],
            [.. deployed.Warnings.Select(warning => warning.ToString())]);
    }

    /// <summary>Prints it for people.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"Stack {Stack}: {Changes.Added.Length} added, {Changes.Changed.Length} changed, {Changes.Removed.Length} removed, {Changes.Unchanged} unchanged.");
        PrintPart(output, "Functions", [.. Functions.Select(function => new[] { function.Name, function.Runtime, function.Handler })]);
        PrintPart(output, "Routes", [.. Routes.Select(route => route.Curl is null ? new[] { route.Key, route.Function } : new[] { route.Key, route.Function, route.Curl })]);
        PrintPart(output, "Outputs", [.. Outputs.Select(line => line.Here is null ? new[] { line.Name, line.Value } : new[] { line.Name, line.Value, $"(here: {line.Here})" })]);
    }

    private static void PrintPart(TextWriter output, string title, string[][] rows)
    {
        if (rows.Length == 0)
            return;

        output.WriteLine($"  {title}");
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(i => rows.Where(row => row.Length > i).Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine("    " + string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd());
    }

    /// <summary>A function of the report.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Runtime">Its runtime.</param>
    /// <param name="Handler">Its handler.</param>
    internal sealed record Function(string Name, string Runtime, string Handler);
}
