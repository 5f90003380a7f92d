using System.Collections.Frozen;
using Triggers.Host.Templates.Apis;
using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::Lambda::Url</c>, the URL of a function of the same template.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html
/// </summary>
internal sealed class LambdaUrl : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::Lambda::Url";

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "AuthType", "Cors", "InvokeMode", "Qualifier", "TargetFunctionArn");

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        if (FunctionOf(new PropertyReader(resource.LogicalId, resource.Properties, evaluator), evaluator.Scope) is not { } name)
            return null;

        var arn = evaluator.Scope.Identity.Arn("lambda", $"function:{name}");
        return ResourceNames.Of(arn, ("FunctionArn", arn), ("FunctionUrl", FunctionUrlConfig.Address(evaluator.Scope, name)));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, Known);
        properties.FailMissing("TargetFunctionArn", "it is the function's name or ARN");
        if (properties.Text("Qualifier") is not null)
            stack.Problems.Warning(properties.LineOf("Qualifier"), $"{resource.LogicalId}: Qualifier has no effect here: the URL calls the unpublished code.");

        if (FunctionOf(properties, stack.Evaluator.Scope) is { } name && FunctionUrlConfig.ReadMap(properties, name, stack) is { } url
            && !stack.AddUrl(name, url))
            properties.Fail("TargetFunctionArn", $"names the function {name}, which has a URL already.");
    }

    private static string? FunctionOf(PropertyReader properties, TemplateScope scope)
    {
        if (properties.Text("TargetFunctionArn") is not { } text)
            return null;

        if (IntegrationTarget.Find(text, scope.Identity) is { } function)
            return function.Name;

        properties.Fail("TargetFunctionArn", $"must be a function's name or ARN, was '{text}'.");
        return null;
    }
}
