using System.CommandLine;
using Triggers.Host.Deployment;
using Triggers.Host.Endpoints;
using Triggers.Host.Templates;

namespace Triggers.Host.Commands;

/// <summary><c>triggers deploy TEMPLATE</c>: deploys a template into a running system.</summary>
internal static class DeployCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var template = new Argument<string>("TEMPLATE") { Description = "SAM or CloudFormation template, YAML or JSON." };
        var (parameters, stackName) = (CommonOptions.Parameters(), CommonOptions.StackName());
        var (endpoint, json) = (CommonOptions.Endpoint(), CommonOptions.Json());
        var command = new Command("deploy", "Deploy a template into a running system.") { template, parameters, stackName, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetRequiredValue(template);
            TemplateFiles.Require(file);
            var configuration = context.ReadConfiguration();
            var request = TemplateFiles.Request(file, parsed.GetValue(stackName), parsed.GetRequiredValue(parameters), TemplateFiles.ReadIdentity(configuration));
            using var client = LambdaEndpoint.Open(parsed.GetValue(endpoint), configuration);
            var deployed = await Deployer.DeployAsync(TemplateReader.Read(request), new RemoteStackTarget(client), cancellationToken);

            foreach (var warning in deployed.Warnings)
                await context.Terminal.Error.WriteLineAsync(warning.ToString());

            var report = StackReport.Of(deployed, gateway: null);
            if (parsed.GetValue(json))
                context.Terminal.Out.WriteJson(report);
            else
                report.Print(context.Terminal.Out);
        });
        return command;
    }
}
