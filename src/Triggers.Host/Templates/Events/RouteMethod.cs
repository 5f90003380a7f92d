using System.Collections.Frozen;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Events;

/// <summary>The method of a route: in any case, and <c>ANY</c> also as OpenAPI documents write it.</summary>
internal static class RouteMethod
{
    /// <summary>Every method.</summary>
    public const string Any = "ANY";

    private static readonly FrozenSet<string> Methods = FrozenSet.Create(
        StringComparer.Ordinal, Any, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /// <summary>The method as the catalog holds it, or null.</summary>
    public static string? Find(string text)
    {
        var method = text.Equals("x-amazon-apigateway-any-method", StringComparison.OrdinalIgnoreCase) ? Any : text.ToUpperInvariant();
        return Methods.Contains(method) ? method : null;
    }

    /// <summary>The method a property names; a wrong one is reported.</summary>
    public static string? Read(PropertyReader properties, string name)
    {
        if (properties.Text(name) is not { } text)
            return null;

        if (Find(text) is { } method)
            return method;

        properties.Fail(name, $"must be one of {string.Join(", ", Methods.Order(StringComparer.Ordinal))}, was '{text}'.");
        return null;
    }
}
