using Triggers.Host.Templates.Intrinsics;

namespace Triggers.Host.Templates.Resources;

/// <summary>The ids of APIs: 10 lower-case letters and digits that follow from stack and logical id.</summary>
internal static class ApiIds
{
    /// <summary>The id of an API.</summary>
    public static string Of(string stack, string logicalId) => NameMaker.Id(10, stack, logicalId);

    /// <summary>The address an API has on AWS.</summary>
    public static string Endpoint(string id, TemplateScope scope) =>
        $"https://{id}.execute-api.{scope.Identity.Region}.{PseudoParameters.UrlSuffix(scope.Identity.Partition)}";

    /// <summary>The API of this template that a property names by its id; any other is reported.</summary>
    public static string? Find(PropertyReader properties, string name, StackBuilder stack, params string[] types)
    {
        if (properties.Text(name) is not { } given)
            return null;

        var isOurs = stack.Evaluator.Scope.Resources.Values.Any(resource => types.Contains(resource.Type, StringComparer.Ordinal) && Of(stack.StackName, resource.LogicalId) == given);
        if (!isOurs)
            properties.Fail(name, $"must be a Ref to a resource of the type {string.Join(" or ", types)} in this template, was '{given}'.");

        return isOurs ? given : null;
    }
}
