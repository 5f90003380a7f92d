using System.CommandLine;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Commands;

/// <summary><c>triggers validate TEMPLATE</c>: reads a template and says what is wrong with it or left out.</summary>
internal static class ValidateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var template = new Argument<string>("TEMPLATE") { Description = "SAM or CloudFormation template, YAML or JSON." };
        var (parameters, stackName, json) = (CommonOptions.Parameters(), CommonOptions.StackName(), CommonOptions.Json());
        var command = new Command("validate", "Read a template and say what is wrong with it or left out.") { template, parameters, stackName, json };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(template);
            TemplateFiles.Require(file);
            var identity = TemplateFiles.ReadIdentity(context.ReadConfiguration());
            var request = TemplateFiles.Request(file, parsed.GetValue(stackName), parsed.GetRequiredValue(parameters), identity);
            return Run(request, context.Terminal, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(TemplateRequest request, Terminal terminal, bool asJson)
    {
        var (problems, read) = Read(request);
        var isGood = read is not null;
        if (asJson)
        {
            terminal.Out.WriteJson(problems.Select(problem => new { problem.File, problem.Line, Severity = problem.IsError ? "error" : "warning", problem.Text }));
            return isGood ? ExitCodes.Done : ExitCodes.Failed;
        }

        foreach (var problem in problems)
            terminal.Error.WriteLine(problem);

        if (read is not null)
            terminal.Out.WriteLine($"{request.File} can be deployed: functions {read.Document.Functions.Length}, event sources {read.Document.EventSources.Length}, warnings {problems.Count}.");

        return isGood ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static (IReadOnlyList<Problem> Problems, ReadTemplate? Read) Read(TemplateRequest request)
    {
        try
        {
            var read = TemplateReader.Read(request);
            return (read.Warnings, read);
        }
        catch (TemplateException e)
        {
            return (e.Problems, null);
        }
    }
}
