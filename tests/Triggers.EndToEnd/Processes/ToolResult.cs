using System.Text.Json.Nodes;

namespace Triggers.EndToEnd.Processes;

/// <summary>What a program printed, and how it ended.</summary>
internal sealed record ToolResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Its output, when it succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}\n{Error}");
        return Output;
    }

    /// <summary>What it complained of, when it failed.</summary>
    public string Failed()
    {
        Assert.True(ExitCode != 0, $"{Command} succeeded, but should not have:\n{Output}\n{Error}");
        return Error;
    }

    /// <summary>Its output as JSON, when it succeeded.</summary>
    public JsonNode Json() => JsonNode.Parse(Succeeded())!;
}
