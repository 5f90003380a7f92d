using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>What a value of a template can refer to.</summary>
internal sealed record TemplateScope
{
    /// <summary>Where problems are reported.</summary>
    public required ProblemList Problems { get; init; }

    /// <summary>The stack's name.</summary>
    public required string StackName { get; init; }

    /// <summary>Account, region and partition.</summary>
    public required AwsIdentity Identity { get; init; }

    /// <summary>The parameters' values by name; broken where a value is missing or wrong.</summary>
    public required ImmutableDictionary<string, TemplateNode> Parameters { get; init; }

    /// <summary>The section <c>Mappings</c>.</summary>
    public required TemplateNode Mappings { get; init; }

    /// <summary>The section <c>Conditions</c>.</summary>
    public required TemplateNode Conditions { get; init; }

    /// <summary>The resources, implicit ones among them, by logical id.</summary>
    public required ImmutableDictionary<string, TemplateResource> Resources { get; init; }
}
