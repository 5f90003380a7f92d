using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// What a function and the resources SAM makes beside it are called.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
/// </summary>
internal static class FunctionNames
{
    /// <summary>True for the suffixes of resources that SAM makes for this function.</summary>
    public static bool Generates(TemplateResource function, string suffix)
    {
        var properties = function.Properties;
        var hasAlias = properties["AutoPublishAlias"].Kind != NodeKind.Absent;
        return suffix switch
        {
            "Role" => properties["Role"].Kind == NodeKind.Absent,
            "Url" => properties["FunctionUrlConfig"].Kind != NodeKind.Absent,
            ".Alias" or ".Version" => hasAlias,
            _ when suffix.StartsWith("Alias", StringComparison.Ordinal) => hasAlias && suffix.Length > 5,
            _ => EventOf(function, suffix) is not null,
        };
    }

    /// <summary>The names of the function (no suffix) or of a resource made beside it.</summary>
    public static ResourceNames Of(TemplateResource function, string name, string suffix, Evaluator evaluator)
    {
        var scope = evaluator.Scope;
        var arn = scope.Identity.Arn("lambda", $"function:{name}");
        return suffix switch
        {
            "" => ResourceNames.Of(name, ("Arn", arn)),
            "Role" => ResourceNames.Of(RoleName(function, scope), ("Arn", RoleArn(function, scope)), ("RoleId", NameMaker.Id(21, name).ToUpperInvariant())),
            "Url" => ResourceNames.Of(arn, ("FunctionArn", arn), ("FunctionUrl", FunctionUrlConfig.Address(scope, name))),
            ".Version" => ResourceNames.Of($"{arn}:1", ("Version", "1")),
            _ when suffix.StartsWith(".Alias", StringComparison.Ordinal) || (suffix.StartsWith("Alias", StringComparison.Ordinal) && EventOf(function, suffix) is null) =>
                ResourceNames.Of($"{arn}:{evaluator.TextOf(function.Properties["AutoPublishAlias"], $"{function.LogicalId}: AutoPublishAlias")}"),
            _ => EventNames(function, suffix, scope),
        };
    }

    /// <summary>The ARN of the role that SAM makes for a function without one.</summary>
    public static string RoleArn(TemplateResource function, TemplateScope scope) =>
        $"arn:{scope.Identity.Partition}:iam::{scope.Identity.AccountId}:role/{RoleName(function, scope)}";

    private static string RoleName(TemplateResource function, TemplateScope scope) =>
        NameMaker.For(scope.StackName, function.LogicalId + "Role", longest: 64);

    private static ResourceNames EventNames(TemplateResource function, string suffix, TemplateScope scope)
    {
        var name = NameMaker.For(scope.StackName, function.LogicalId + suffix, longest: 64);
        return ResourceNames.Of(name, ("Arn", scope.Identity.Arn("events", $"rule/{name}")));
    }

    private static string? EventOf(TemplateResource function, string suffix)
    {
        const string permission = "Permission";
        var events = function.Properties["Events"];
        var own = suffix.EndsWith(permission, StringComparison.Ordinal) ? suffix[..^permission.Length] : suffix;
        return events[suffix].Kind == NodeKind.Map ? suffix : events[own].Kind == NodeKind.Map ? own : null;
    }
}
