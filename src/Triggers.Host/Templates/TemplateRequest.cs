using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Host.Templates;

/// <summary>A template to read.</summary>
internal sealed record TemplateRequest
{
    /// <summary>The file, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>The stack's name.</summary>
    public required string StackName { get; init; }

    /// <summary>Account, region and partition.</summary>
    public required AwsIdentity Identity { get; init; }

    /// <summary>Values given for parameters.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;
}
