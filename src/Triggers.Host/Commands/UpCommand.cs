using System.CommandLine;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.State;
using Triggers.Host.Deployment;
using Triggers.Host.Hosting;
using Triggers.Host.Templates;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Commands;

/// <summary><c>triggers up</c>: hosts the invoker and the triggers, and deploys templates into them.</summary>
internal static class UpCommand
{
    /// <summary>The command's name; it is the default command.</summary>
    public const string Name = "up";

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var templates = new Argument<string[]>("TEMPLATE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "SAM or CloudFormation templates (default: template.yaml, .yml or .json of this folder, else the quickstart).",
        };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Data folder (default: the setting Data:Path, ./.triggers)." };
        var (parameters, stackName, json) = (CommonOptions.Parameters(), CommonOptions.StackName(), CommonOptions.Json());
        var command = new Command(Name, "Host the invoker and the triggers, and deploy templates into them. Settings: --Section:Key=VALUE.")
        {
            templates, data, parameters, stackName, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = parsed.GetValue(data) is { } folder ? context with { Settings = context.Settings.Add($"--{DataOptions.Section}:Path={folder}") } : context;
            var files = Find(parsed.GetValue(templates) ?? [], context.Terminal);
            var identity = TemplateFiles.ReadIdentity(settings.ReadConfiguration());
            var requests = files.Select(file => TemplateFiles.Request(file, parsed.GetValue(stackName), parsed.GetRequiredValue(parameters), identity)).ToList();
            if (requests.GroupBy(request => request.StackName).FirstOrDefault(group => group.Skip(1).Any()) is { } same)
                throw new UsageException($"{string.Join(" and ", same.Select(request => request.File))} would both be the stack '{same.Key}'. Deploy them one at a time: 'triggers up' with the first, then 'triggers deploy --stack-name NAME' with each other.");

            return await RunAsync(settings, [.. requests.Select(TemplateReader.Read)], parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static string[] Find(string[] named, Terminal terminal)
    {
        foreach (var file in named)
            TemplateFiles.Require(file);

        if (named.Length > 0)
            return named;

        var (found, isQuickstart) = TemplateFiles.FindDefault();
        if (isQuickstart)
            terminal.Error.WriteLine($"This folder has no template; running the quickstart that comes with the program ({found}).");

        return [found];
    }

    private static async Task<int> RunAsync(CommandContext context, IReadOnlyList<ReadTemplate> templates, bool asJson, CancellationToken cancellationToken)
    {
        foreach (var warning in templates.SelectMany(template => template.Warnings))
            await context.Terminal.Error.WriteLineAsync(warning.ToString());

        await using var app = AllInOne.Create(context.Settings);
        using (app.Services.GetRequiredService<ReadyGate>().Hold("The templates are being deployed."))
        {
            await Addresses.StartAsync(app, cancellationToken);
            var target = new LocalStackTarget(app.Services.GetRequiredService<CodeStore>(), app.Services.GetRequiredService<StackDeployer>());
            var deployed = new List<DeployedTemplate>();
            foreach (var template in templates)
                deployed.Add(await Deployer.DeployAsync(template, target, cancellationToken));

            UpReport.Of(app.Services, deployed).Print(context.Terminal.Out, asJson);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }
}
