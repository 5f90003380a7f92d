using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Parameters;
using Triggers.Host.Templates.Problems;
using Triggers.Host.Templates.Resources;
using Triggers.Host.Templates.Sections;
using Triggers.Host.Templates.Syntax;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates;

/// <summary>
/// Reads a SAM or CloudFormation template: text to tree, parameters, conditions, resources with Globals merged in, outputs. All
/// problems are gathered before the template is refused.
/// </summary>
internal static class TemplateReader
{
    /// <summary>Reads the template's file.</summary>
    /// <exception cref="TemplateException">It has errors.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadTemplate Read(TemplateRequest request)
    {
        using var file = File.OpenRead(request.File);
        // One byte more than is allowed shows that it is too long, without reading all of it.
        var bytes = new byte[Math.Min(file.Length, TemplateLimits.Bytes + 1L)];
        file.ReadExactly(bytes);
        return Read(request, bytes);
    }

    /// <summary>Reads a template that is in memory; its file is where paths start from.</summary>
    /// <exception cref="TemplateException">It has errors.</exception>
    public static ReadTemplate Read(TemplateRequest request, ReadOnlySpan<byte> bytes)
    {
        var problems = new ProblemList(request.File);
        try
        {
            var root = TemplateText.Parse(request.File, bytes, problems);
            var read = ReadSections(request, root, problems);
            if (!problems.HasErrors)
                return read;
        }
        catch (TemplateSyntaxException e)
        {
            problems.Error(e.Line, e.Message);
        }

        throw new TemplateException(problems.Sorted);
    }

    private static ReadTemplate ReadSections(TemplateRequest request, TemplateNode root, ProblemList problems)
    {
        TopLevel.Check(root, problems);
        var scope = new TemplateScope
        {
            Problems = problems,
            StackName = request.StackName,
            Identity = request.Identity,
            Parameters = ParameterValues.Read(root["Parameters"], request.Parameters, problems),
            Mappings = root["Mappings"],
            Conditions = root["Conditions"],
            Resources = ResourceList.Read(root["Resources"], GlobalsSection.Read(root["Globals"], problems), problems),
        };
        var evaluator = new Evaluator(scope);
        ReferenceCheck.Run(evaluator, root);
        evaluator.Conditions.EvaluateAll();

        var folder = Path.GetDirectoryName(Path.GetFullPath(request.File))!;
        var stack = new StackBuilder(evaluator, folder);
        foreach (var resource in scope.Resources.Values.OrderBy(resource => resource.IsImplicit).ThenBy(resource => resource.Line))
        {
            if (resource.Condition is not { } condition || evaluator.Conditions.IsTrue(resource.Line, condition) == true)
                ResourceReaders.For(resource.Type).Read(resource, stack);
        }

        stack.Finish();
        CheckLimits(stack, request, problems);
        var document = new StackDocument
        {
            Name = request.StackName,
            Functions = stack.Functions,
            EventSources = stack.EventSources,
            Outputs = OutputsSection.Read(root["Outputs"], evaluator),
        };
        return new ReadTemplate(document, stack.Code, stack.Places, problems.Sorted);
    }

    private static void CheckLimits(StackBuilder stack, TemplateRequest request, ProblemList problems)
    {
        // A function without runtime or handler has been reported already, in the reader's words.
        foreach (var function in stack.Functions.Where(function => function.Runtime.Length > 0 && function.Handler.Length > 0))
        {
            var refusal = string.Join('\n', StackCheck.ProblemsOf(function, request.Identity));
            foreach (var problem in FunctionRefusals.Locate(refusal, stack.Places))
                problems.Add(problem);
        }
    }
}
