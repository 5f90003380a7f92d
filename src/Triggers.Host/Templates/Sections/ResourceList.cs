using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Sections;

/// <summary>The section <c>Resources</c>: what each is, before anything of it is resolved.</summary>
internal static partial class ResourceList
{
    private static readonly string[] Attributes =
    [
        "Condition", "Connectors", "CreationPolicy", "DeletionPolicy", "DependsOn", "IgnoreGlobals", "Metadata", "Properties", "Type",
        "UpdatePolicy", "UpdateReplacePolicy",
    ];

    /// <summary>The resources by logical id, those that SAM makes by itself among them.</summary>
    public static ImmutableDictionary<string, TemplateResource> Read(TemplateNode section, GlobalsSection globals, ProblemList problems)
    {
        var resources = section.Entries
            .Select(entry => ReadOne(entry, section, globals, problems))
            .OfType<TemplateResource>()
            .ToImmutableDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
        return AddImplicit(AddImplicit(resources, "HttpApi", "ApiId", ServerlessHttpApi.ImplicitId, ServerlessHttpApi.Type, globals),
            "Api", "RestApiId", "ServerlessRestApi", "AWS::Serverless::Api", globals);
    }

    private static TemplateResource? ReadOne(TemplateEntry entry, TemplateNode section, GlobalsSection globals, ProblemList problems)
    {
        var (id, node) = (entry.Name, entry.Value);
        if (!LogicalId().IsMatch(id))
            problems.Error(entry.Line, $"The logical id '{id}' must have letters and digits only.");

        if (node.Kind != NodeKind.Map || node["Type"].Kind != NodeKind.Text)
        {
            if (node.Kind != NodeKind.Broken)
                problems.Error(entry.Line, $"{id}: a resource is a map with its Type, such as AWS::Serverless::Function.");
            return null;
        }

        foreach (var attribute in node.Entries.Where(attribute => !Attributes.Contains(attribute.Name, StringComparer.Ordinal)))
            problems.Error(attribute.Line, $"{id}: '{attribute.Name}' is not a key of a resource; there are {string.Join(", ", Attributes)}.");

        var type = node["Type"].Text;
        if (!TypeName().IsMatch(type))
            problems.Error(node["Type"].Line, $"{id}: Type must be a resource type like AWS::Serverless::Function, was '{type}'.");

        CheckDependsOn(id, node["DependsOn"], section, problems);
        var properties = node["Properties"];
        if (properties.Kind is not (NodeKind.Map or NodeKind.Null or NodeKind.Absent or NodeKind.Broken))
            problems.Error(properties.Line, $"{id}: Properties must be a map, was {properties.Describe()}.");

        if (properties.Kind != NodeKind.Map)
            properties = TemplateNode.OfMap(entry.Line, []);

        var condition = node["Condition"];
        if (condition.Kind is not (NodeKind.Text or NodeKind.Absent))
            problems.Error(condition.Line, $"{id}: Condition must be the name of a condition, was {condition.Describe()}.");

        return new TemplateResource
        {
            LogicalId = id,
            Type = type,
            Line = entry.Line,
            Properties = globals.Merge(type, properties, node["IgnoreGlobals"]),
            Metadata = node["Metadata"],
            Condition = condition.Kind == NodeKind.Text ? condition.Text : null,
        };
    }

    private static void CheckDependsOn(string id, TemplateNode dependsOn, TemplateNode section, ProblemList problems)
    {
        foreach (var other in dependsOn.Kind == NodeKind.List ? dependsOn.Items : dependsOn.Kind == NodeKind.Absent ? [] : [dependsOn])
        {
            if (other.Kind != NodeKind.Text || section[other.Text].Kind == NodeKind.Absent)
                problems.Error(other.Line, $"{id}: DependsOn must name resources of this template, was {other.Describe()}.");
        }
    }

    private static ImmutableDictionary<string, TemplateResource> AddImplicit(
        ImmutableDictionary<string, TemplateResource> resources, string kind, string apiProperty, string id, string type, GlobalsSection globals)
    {
        var user = resources.Values
            .Where(resource => resource.Type == ServerlessFunction.Type)
            .SelectMany(resource => resource.Properties["Events"].Entries)
            .Where(entry => entry.Value["Type"].Text == kind && entry.Value["Properties"][apiProperty].Kind is NodeKind.Absent or NodeKind.Null)
            .MinBy(entry => entry.Line);
        return user is null || resources.ContainsKey(id) ? resources : resources.Add(id, new TemplateResource
        {
            LogicalId = id,
            Type = type,
            Line = user.Line,
            Properties = globals.Merge(type, TemplateNode.OfMap(user.Line, []), TemplateNode.Absent),
            IsImplicit = true,
        });
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
    [GeneratedRegex(@"\A[a-zA-Z0-9]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LogicalId();

    [GeneratedRegex(@"\A([A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+(::MODULE)?|Custom::[A-Za-z0-9_@-]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();
}
