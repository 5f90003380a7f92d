using System.Collections.Frozen;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// The URL of a function: <c>FunctionUrlConfig</c>.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html
/// </summary>
internal static class FunctionUrlConfig
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(StringComparer.Ordinal, "AuthType", "Cors", "InvokeMode");

    /// <summary>The id of a function's URL: 32 lower-case letters and digits.</summary>
    public static string UrlId(string stack, string functionName) => NameMaker.Id(32, stack, functionName);

    /// <summary>The address it has on AWS.</summary>
    public static string Address(TemplateScope scope, string functionName) =>
        $"https://{UrlId(scope.StackName, functionName)}.lambda-url.{scope.Identity.Region}.on.aws/";

    /// <summary>What a function's properties say of its URL, or null.</summary>
    public static StackFunctionUrl? Read(PropertyReader properties, string functionName, StackBuilder stack)
    {
        if (properties.Inner("FunctionUrlConfig") is not { } config)
            return null;

        config.WarnOfOthers("a function URL", Known);
        return ReadMap(config, functionName, stack);
    }

    /// <summary>The URL that a map of <c>AuthType</c>, <c>Cors</c> and <c>InvokeMode</c> describes.</summary>
    public static StackFunctionUrl? ReadMap(PropertyReader config, string functionName, StackBuilder stack)
    {
        config.FailMissing("AuthType", "it is NONE or AWS_IAM");
        var mode = config.Choice("InvokeMode", "BUFFERED", "RESPONSE_STREAM") ?? "BUFFERED";
        if (config.Choice("AuthType", "NONE", "AWS_IAM") is not { } authType)
            return null;

        if (authType == "AWS_IAM")
            stack.Problems.Warning(config.LineOf("AuthType"), $"{config.Owner}.AuthType AWS_IAM is not served here: the URL answers 403; NONE is.");

        if (mode == "RESPONSE_STREAM")
            stack.Problems.Warning(config.LineOf("InvokeMode"), $"{config.Owner}.InvokeMode RESPONSE_STREAM has no effect here: answers are sent when they are whole.");

        var cors = CorsRules.Of(config, "Cors");
        return new StackFunctionUrl(UrlId(stack.StackName, functionName), authType, mode, cors is null ? null : NodeJson.From(cors));
    }
}
