using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>A resource of a template.</summary>
internal sealed record TemplateResource
{
    /// <summary>Its key in the section <c>Resources</c>.</summary>
    public required string LogicalId { get; init; }

    /// <summary><c>AWS::Serverless::Function</c> …</summary>
    public required string Type { get; init; }

    /// <summary>Where it stands.</summary>
    public required int Line { get; init; }

    /// <summary>Its properties, Globals merged in, intrinsics not yet resolved.</summary>
    public required TemplateNode Properties { get; init; }

    /// <summary>What tools say of it; the CDK, where its code is.</summary>
    public TemplateNode Metadata { get; init; } = TemplateNode.Absent;

    /// <summary>The condition it exists under, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>True for what SAM makes without being asked, such as <c>ServerlessHttpApi</c>.</summary>
    public bool IsImplicit { get; init; }
}
