using Triggers.Contracts;
using Triggers.Host.Endpoints;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Code;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Deployment;

/// <summary>Deploys a template that was read: packs each code once, brings what is missing to the target, then the stack.</summary>
internal static class Deployer
{
    /// <summary>Deploys it.</summary>
    /// <exception cref="Invoker.Packaging.PackageException">Code cannot be packed.</exception>
    /// <exception cref="TemplateException">A function breaks a rule of the Lambda API.</exception>
    public static async Task<DeployedTemplate> DeployAsync(ReadTemplate template, IStackTarget target, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<CodeSource, string>();
        foreach (var source in template.Code.Values.Distinct())
        {
            var package = await CodePacker.PackAsync(source, cancellationToken);
            if (!await target.HasCodeAsync(package.Sha256, cancellationToken))
                await target.AddCodeAsync(package, cancellationToken);

            hashes[source] = package.Sha256;
        }

        var document = template.Document with
        {
            Functions = [.. template.Document.Functions.Select(function => function with { CodeSha256 = hashes[template.Code[function.FunctionName]] })],
        };
        try
        {
            return new DeployedTemplate(document, await target.DeployAsync(document, cancellationToken), template.Warnings);
        }
        catch (Exception e) when (e is LambdaException or EndpointException)
        {
            // What the target alone knows (reserved concurrency, names of other stacks) gets its line here.
            var problems = FunctionRefusals.Locate(e.Message, template.Places);
            if (problems.IsEmpty)
                throw;

            throw new TemplateException([.. template.Warnings.Concat(problems).OrderBy(problem => problem.Line)]);
        }
    }
}
