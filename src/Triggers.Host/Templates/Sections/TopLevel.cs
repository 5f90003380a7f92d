using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Sections;

/// <summary>
/// The sections of a template.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
/// </summary>
internal static class TopLevel
{
    private const string Serverless = "AWS::Serverless-2016-10-31";

    /// <summary>Reports sections that are none, have a wrong form, or are left out.</summary>
    public static void Check(TemplateNode root, ProblemList problems)
    {
        foreach (var section in root.Entries)
        {
            switch (section.Name)
            {
                case "Resources" or "Parameters" or "Mappings" or "Conditions" or "Globals" or "Outputs" or "Metadata":
                    if (section.Value.Kind is not (NodeKind.Map or NodeKind.Null or NodeKind.Broken))
                        problems.Error(section.Line, $"The section {section.Name} must be a map, was {section.Value.Describe()}.");
                    break;
                case "AWSTemplateFormatVersion":
                    if (section.Value.Text != "2010-09-09")
                        problems.Error(section.Line, $"AWSTemplateFormatVersion must be 2010-09-09, was {section.Value.Describe()}.");
                    break;
                case "Rules" or "Hooks":
                    problems.Warning(section.Line, $"The section {section.Name} is left out.");
                    break;
                case "Transform":
                    CheckTransform(section, problems);
                    break;
                case "Description":
                    break;
                default:
                    problems.Error(section.Line, $"'{section.Name}' is not a section of a template; there are AWSTemplateFormatVersion, Transform, Description, "
                        + "Metadata, Parameters, Mappings, Conditions, Globals, Resources, Outputs.");
                    break;
            }
        }

        if (root["Resources"] is not { Kind: NodeKind.Map, Entries.Length: > 0 })
            problems.Error(root.Line, "The template has no resources; it needs the section Resources with at least one.");
        else if (root["Transform"].Kind == NodeKind.Absent && FirstServerless(root["Resources"]) is { } line)
            problems.Warning(line, $"The template uses AWS::Serverless types without 'Transform: {Serverless}'; AWS refuses it.");
    }

    private static void CheckTransform(TemplateEntry section, ProblemList problems)
    {
        foreach (var transform in section.Value.Kind == NodeKind.List ? section.Value.Items : [section.Value])
        {
            if (transform.Text == "AWS::LanguageExtensions")
                problems.Warning(transform.Line, "The transform AWS::LanguageExtensions is left out; its functions cannot be used.");
            else if (transform.Text != Serverless && transform.Kind != NodeKind.Broken)
                problems.Error(transform.Line, $"The transform {transform.Describe()} cannot be applied here; there is {Serverless}.");
        }
    }

    private static int? FirstServerless(TemplateNode resources) => resources.Entries
        .FirstOrDefault(entry => entry.Value["Type"].Text.StartsWith("AWS::Serverless::", StringComparison.Ordinal))?.Value["Type"].Line;
}
